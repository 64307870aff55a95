import Foundation
public import Postgres

/// Postgres as Hookswitch uses it: whatever the login, each transaction works as one of two roles and no other.
public struct Database: Sendable {
    /// The connections.
    public let pool: ConnectionPool

    /// Uses a pool of connections.
    public init(pool: ConnectionPool) {
        self.pool = pool
    }

    /// Works inside one tenant, as `hookswitch_runtime`: row-level security shows nothing of any other.
    ///
    /// - Parameter statementTimeout: The longest time for one statement; `nil` for the pool's.
    /// - Throws: ``TenantError/unknownTenant`` if the scope's owner lost the tenant meanwhile; what the body throws.
    func inTenant<Result: Sendable>(
        _ scope: TenantScope,
        statementTimeout: Duration? = nil,
        _ body: @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        // The scope ends with the transaction, so nothing of it can reach the next borrower, through a pooler either.
        let prologue = TransactionPrologue([
            "SET LOCAL ROLE hookswitch_runtime",
            "SELECT set_config('hookswitch.tenant', \(scope.tenantID.uuid.uuidString), true)",
        ])
        return try await self.pool.withTransaction(prologue, statementTimeout: statementTimeout) { transaction in
            try await scope.confirm(in: transaction)
            return try await body(transaction)
        }
    }

    /// Works across tenants, as `hookswitch_fleet`: it may read all, ship decisions and keep API tokens.
    ///
    /// - Parameter statementTimeout: The longest time for one statement; `nil` for the pool's.
    func inFleet<Result: Sendable>(
        statementTimeout: Duration? = nil,
        _ body: @Sendable (Transaction) async throws -> Result
    ) async throws -> Result {
        let prologue = TransactionPrologue(["SET LOCAL ROLE hookswitch_fleet"])
        return try await self.pool.withTransaction(prologue, statementTimeout: statementTimeout, body)
    }

    /// Goes on in another tenant, in a transaction that began in one: what changes several tenants together changes all
    /// or none.
    func enter(_ scope: TenantScope, in transaction: Transaction) async throws {
        let tenant = scope.tenantID.uuid.uuidString
        _ = try await transaction.query("SELECT set_config('hookswitch.tenant', \(tenant), true)")
        try await scope.confirm(in: transaction)
    }
}
