/// What ends the wait for an answer.
struct Limits: Sendable {
    /// When to give up.
    let deadline: ContinuousClock.Instant?
    /// Asks whether the task that waits was cancelled. COMMIT and ROLLBACK say no, always.
    let isCancelled: @Sendable () -> Bool

    /// Limits of time alone.
    static func until(_ deadline: ContinuousClock.Instant) -> Limits {
        Limits(deadline: deadline, isCancelled: { false })
    }

    /// - Throws: ``PostgresError/Kind/cancelled`` or ``PostgresError/Kind/deadlineExceeded``, if it is so.
    func check() throws(PostgresError) {
        if self.isCancelled() { throw PostgresError(.cancelled) }
        if let deadline = self.deadline, deadline <= .now { throw PostgresError(.deadlineExceeded) }
    }
}
