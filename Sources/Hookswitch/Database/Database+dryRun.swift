import Postgres

extension Database {
    /// How often a write is tried that Postgres ended for the sake of another: two that wait for each other, of which one may
    /// do its work at once.
    private static let maximumAttemptCount = 3

    /// Works inside one tenant, and undoes all of it at the end if it is a dry run: what was found out is what the real
    /// run would find. The body may be run again, and so does nothing but in its transaction.
    func inTenant<Result: Sendable>(
        _ scope: TenantScope,
        dryRun: Bool,
        _ body: @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        do {
            return try await Self.repeating {
                try await self.inTenant(scope) { transaction in
                    let result = try await body(transaction)
                    guard !dryRun else { throw DryRun(result: result) }
                    return result
                }
            }
        } catch let dryRun as DryRun<Result> {
            return dryRun.result
        }
    }

    /// Works across tenants, and undoes all of it at the end if it is a dry run. The body may be run again, and so does
    /// nothing but in its transaction.
    func inFleet<Result: Sendable>(
        dryRun: Bool,
        _ body: @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        do {
            return try await Self.repeating {
                try await self.inFleet { transaction in
                    let result = try await body(transaction)
                    guard !dryRun else { throw DryRun(result: result) }
                    return result
                }
            }
        } catch let dryRun as DryRun<Result> {
            return dryRun.result
        }
    }

    /// Does again, a few times, what Postgres undid for the sake of another.
    private static func repeating<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
        for _ in 1..<Self.maximumAttemptCount {
            do {
                return try await work()
            } catch let error as PostgresError where error.disposition == .retryTransaction {
                continue
            }
        }
        return try await work()
    }
}

/// Ends a dry run's transaction without its commit.
private struct DryRun<Result: Sendable>: Error {
    let result: Result
}
