import Synchronization

/// A connection in the hands of one user, for the length of one closure.
final class Lease: Sendable {
    let thread: ConnectionThread
    /// When all of the user's work must be done.
    let deadline: ContinuousClock.Instant?
    /// The longest time for one statement.
    let statementTimeout: Duration
    private let hasEnded = Mutex(false)

    init(thread: ConnectionThread, deadline: ContinuousClock.Instant?, statementTimeout: Duration) {
        self.thread = thread
        self.deadline = deadline
        self.statementTimeout = statementTimeout
    }

    /// Refuses all further use.
    func end() {
        self.hasEnded.withLock { $0 = true }
    }

    /// Runs a job within the limits of a statement.
    func perform<Value: Sendable>(
        _ work: @escaping @Sendable (Conversation, Limits) throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        guard !self.hasEnded.withLock({ $0 }) else { throw PostgresError(.leaseEnded) }
        return try await self.thread.perform(deadline: self.statementDeadline, work)
    }

    /// The earlier of the user's deadline and the statement's own.
    private var statementDeadline: ContinuousClock.Instant {
        let own = ContinuousClock.Instant.now + self.statementTimeout
        return self.deadline.map { min($0, own) } ?? own
    }
}
