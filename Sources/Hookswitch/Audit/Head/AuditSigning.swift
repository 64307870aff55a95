import Logging
import ServiceLifecycle

/// Signs the ends of chains every minute, and gives old records their places when the server starts.
struct AuditSigning: Service {
    /// What changed within this time could be taken from the end unseen; signing costs one query where nothing changed.
    private static let interval = Duration.seconds(60)

    let signer: AuditSigner
    let logger: Logger

    /// Signs until the server stops.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            var isWorking = true
            repeat {
                isWorking = await self.runOnce(wasWorking: isWorking)
                // Cancellation, which ends the sleep, is how this service stops.
            } while (try? await Task.sleep(for: Self.interval)) != nil
        }
    }

    /// - Returns: Whether it worked, so that an outage is logged when it begins and when it ends and not between.
    private func runOnce(wasWorking: Bool) async -> Bool {
        do {
            try await self.signer.runOnce()
            if !wasWorking { self.logger.notice("audit chains are signed again") }
            return true
        } catch {
            if wasWorking, !Task.isCancelled {
                self.logger.warning("audit chains are not signed", metadata: ["reason": "\(error)"])
            }
            return false
        }
    }
}
