import Postgres

extension Database {
    /// By how much longer we wait for an answer than Postgres works on it: it is Postgres that ends what takes too long, and
    /// says so. Only one that hangs is given up.
    private static let answerMargin = Duration.seconds(1)

    /// Reads what may be large: of one tenant or, without a scope, of all. Postgres ends each statement that takes too long.
    ///
    /// - Parameter limit: How long one statement may take, whatever the pool's own limit; in whole seconds.
    /// - Throws: ``ReadingError/tooBroad`` if a statement took too long; a `PostgresError`.
    func read<Result: Sendable>(
        _ scope: TenantScope?,
        within limit: Duration,
        _ body: @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        let milliseconds = "\(limit.components.seconds * 1000)"
        let bounded: @Sendable (Transaction) async throws -> Result = { transaction in
            // What is rare and what is common want different plans, so each statement is planned for its own values, also
            // where it is prepared.
            _ = try await transaction.query(
                """
                SELECT set_config('statement_timeout', \(milliseconds), true),
                    set_config('plan_cache_mode', 'force_custom_plan', true)
                """
            )
            return try await body(transaction)
        }
        do {
            let patience = limit + Self.answerMargin
            guard let scope else { return try await self.inFleet(statementTimeout: patience, bounded) }
            return try await self.inTenant(scope, statementTimeout: patience, bounded)
        } catch let error as PostgresError where error.sqlState == .queryCanceled && !Task.isCancelled {
            throw ReadingError.tooBroad
        }
    }
}
