import Logging
import ServiceLifecycle

/// Seals days that are over, and drops months whose time is over, on whichever server is there.
struct DecisionSealing: Service {
    /// A start has other things to do first, and a program that runs for a moment only needs none of this.
    private static let firstRest = Duration.seconds(10)
    /// How late a day may be sealed; looking costs a few looks into indexes that are all but empty.
    private static let interval = Duration.seconds(60)
    /// The rest between rounds while there is more than one round does: whoever reads and ships comes between.
    private static let shortRest = Duration.seconds(1)

    let sealer: DecisionSealer
    let retention: DecisionRetention
    let status: SealingStatus
    let logger: Logger

    /// Works until the server stops; what is left then, another server or the next start does.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            var isWorking = true
            var rest = Self.firstRest
            // Cancellation, which ends the sleep, is how this service stops.
            while (try? await Task.sleep(for: rest)) != nil {
                rest = Self.interval
                do {
                    if try await !self.runOnce() { rest = Self.shortRest }
                    if !isWorking { self.logger.notice("decisions are sealed again") }
                    isWorking = true
                } catch {
                    if isWorking, !Task.isCancelled {
                        self.logger.warning("decisions are not sealed", metadata: ["reason": "\(error)"])
                    }
                    isWorking = false
                }
            }
        }
    }

    /// - Returns: Whether nothing is left to be done.
    func runOnce() async throws -> Bool {
        let progress = try await self.sealer.runOnce()
        try await self.retention.runOnce()
        self.status.note(progress, at: .now())
        return progress.isCaughtUp
    }
}
