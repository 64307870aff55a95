import Foundation
import Synchronization

/// Holds verifications back, whoever asks for them, so that no host of Microsoft's is asked by many at once.
final class VerificationLimit: Sendable {
    /// How long a verification waits for its turn before its client is told to come back.
    static let patience = Duration.seconds(10)
    /// When it may come back: about as long as a verification takes where everything answers.
    static let retryDelay = Duration.seconds(5)
    /// How often it is looked whose turn it is.
    private static let pause = Duration.milliseconds(50)

    private let queue = Mutex(VerificationQueue())

    init() {}

    /// How many verifications are under way.
    var runningCount: Int { self.queue.withLock { $0.runningCount } }

    /// Waits for its turn.
    ///
    /// - Returns: The place, which is given back when nobody holds it; `nil` if its turn did not come in time.
    /// - Throws: `CancellationError`.
    func enter(
        _ host: String,
        by token: UUID,
        patience: Duration = VerificationLimit.patience
    ) async throws -> VerificationPlace? {
        guard let ticket = self.queue.withLock({ $0.enter(host, by: token) }) else { return nil }
        let place = VerificationPlace { self.queue.withLock { $0.leave(ticket) } }
        let deadline = ContinuousClock.now + patience
        while !self.queue.withLock({ $0.begin(ticket) }) {
            guard .now < deadline else { return nil }
            try await Task.sleep(for: Self.pause)
        }
        return place
    }
}
