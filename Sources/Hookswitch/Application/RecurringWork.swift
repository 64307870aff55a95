import Logging
import ServiceLifecycle

/// Work that a server does again and again until it stops. What is left then, another server or the next start does.
struct RecurringWork: Service {
    /// What is logged when the work begins to fail and when it succeeds again, and not between: an outage is two lines.
    struct Words: Sendable {
        let failing: Logger.Message
        let again: Logger.Message
    }

    /// `nil` for what others say louder when Postgres is away.
    let words: Words?
    /// A start has other things to do first.
    var firstRest: Duration = .zero
    let logger: Logger
    /// How long to rest after a failure.
    let restAfterFailure: @Sendable (any Error) -> Duration
    /// Does the work once.
    ///
    /// - Returns: How long to rest.
    let runOnce: @Sendable () async throws -> Duration

    /// Works until the server stops.
    func run() async throws {
        await cancelWhenGracefulShutdown {
            var isWorking = true
            var rest = self.firstRest
            // Cancellation, which ends the sleep, is how this service stops.
            while (try? await Task.sleep(for: rest)) != nil {
                do {
                    rest = try await self.runOnce()
                    if !isWorking, let words = self.words { self.logger.notice(words.again) }
                    isWorking = true
                } catch {
                    guard !Task.isCancelled else { return }
                    rest = self.restAfterFailure(error)
                    if isWorking { self.tell(error) }
                    isWorking = false
                }
            }
        }
    }

    private func tell(_ error: any Error) {
        let reason: Logger.Metadata = ["reason": "\(error)"]
        guard let words = self.words else {
            return self.logger.debug("recurring work failed; it is tried again", metadata: reason)
        }
        self.logger.warning(words.failing, metadata: reason)
    }
}

extension RecurringWork {
    /// Work with the same rest always.
    init(
        every interval: Duration,
        words: Words?,
        logger: Logger,
        runOnce: @escaping @Sendable () async throws -> Void
    ) {
        self.init(words: words, logger: logger, restAfterFailure: { _ in interval }) {
            try await runOnce()
            return interval
        }
    }
}
