import Logging
import ServiceLifecycle

/// Goes on with erasures that a request did not see to their end, on whichever server is there.
struct ErasureJob: Service {
    /// How long an erasure waits whose server was killed; looking costs one look into an index that is all but empty.
    private static let interval = Duration.seconds(2)

    let work: ErasureWork
    let logger: Logger

    /// Works until the server stops; what is left then, another server or the next start does.
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
            try await self.work.runOnce()
            if !wasWorking { self.logger.notice("callers are erased again") }
            return true
        } catch {
            if wasWorking, !Task.isCancelled {
                self.logger.warning("callers cannot be erased; it is tried again", metadata: ["reason": "\(error)"])
            }
            return false
        }
    }
}
