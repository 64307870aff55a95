extension Lease {
    /// The least time that COMMIT gets, and all that ROLLBACK gets. Once COMMIT is on its way, giving up on it is worse
    /// than being late.
    static let endingTime: Duration = .seconds(1)

    func begin(_ prologue: TransactionPrologue) async throws(PostgresError) {
        try await self.perform { (conversation, limits) throws(PostgresError) in
            try conversation.begin(prologue, limits)
        }
    }

    /// Commits. Cancelling the task does not reach it.
    func commit() async throws(PostgresError) {
        if let deadline = self.deadline, deadline <= .now { throw PostgresError(.deadlineExceeded) }
        let atLeast = ContinuousClock.Instant.now + Self.endingTime
        let deadline = self.deadline.map { max($0, atLeast) } ?? .now + max(self.statementTimeout, Self.endingTime)
        try await self.thread.perform(deadline: deadline, isCancellable: false) {
            (conversation, limits) throws(PostgresError) in
            try conversation.commit(limits)
        }
    }

    /// Rolls back, unless the connection is lost, which rolls back too.
    func rollback() async {
        let deadline = ContinuousClock.Instant.now + Self.endingTime
        do {
            try await self.thread.perform(deadline: deadline, isCancellable: false) { conversation, limits in
                conversation.rollback(limits)
            }
        } catch {
            // The connection is closed already.
        }
    }
}
