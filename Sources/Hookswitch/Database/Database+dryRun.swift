import Postgres

extension Database {
    /// Works inside one tenant, and undoes all of it at the end if it is a dry run: what was found out is what the real
    /// run would find.
    func inTenant<Result: Sendable>(
        _ scope: TenantScope,
        dryRun: Bool,
        _ body: @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        do {
            return try await self.inTenant(scope) { transaction in
                let result = try await body(transaction)
                guard !dryRun else { throw DryRun(result: result) }
                return result
            }
        } catch let dryRun as DryRun<Result> {
            return dryRun.result
        }
    }

    /// Works across tenants, and undoes all of it at the end if it is a dry run.
    func inFleet<Result: Sendable>(
        dryRun: Bool,
        _ body: @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        do {
            return try await self.inFleet { transaction in
                let result = try await body(transaction)
                guard !dryRun else { throw DryRun(result: result) }
                return result
            }
        } catch let dryRun as DryRun<Result> {
            return dryRun.result
        }
    }
}

/// Ends a dry run's transaction without its commit.
private struct DryRun<Result: Sendable>: Error {
    let result: Result
}
