import Postgres

/// A row of an import is applied as two roles, one after the other, in one transaction: it locks and closes the row of the plan as
/// the fleet, and changes the tenant inside the tenant's scope. So the row is closed if and only if the change is made.
extension Database {
    /// Goes on inside one tenant, in a transaction that began across tenants.
    func goOn(in scope: TenantScope, in transaction: Transaction) async throws {
        try await transaction.run(script: "SET LOCAL ROLE hookswitch_runtime")
        try await self.enter(scope, in: transaction)
    }

    /// Goes on across tenants. The tenant's scope ends here.
    func goOnInFleet(in transaction: Transaction) async throws {
        _ = try await transaction.query("SELECT set_config('hookswitch.tenant', '', true)")
        try await transaction.run(script: "SET LOCAL ROLE hookswitch_fleet")
    }
}
