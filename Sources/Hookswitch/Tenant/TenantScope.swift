import Postgres

/// The right to work inside one tenant.
///
/// Only authentication makes one: of a webhook call by its key, of an operator by a token. Every store of a tenant's
/// things asks for it, and Postgres is told the same tenant, so that a forgotten condition shows nothing.
public struct TenantScope: Hashable, Sendable {
    /// The tenant.
    public let tenantID: TenantID

    /// What must still leave the tenant when a transaction begins in it: a tag may have been taken from the tenant since the
    /// right was looked at. `nil` if nothing can have changed so.
    let restriction: TenantRestriction?

    init(authenticated tenantID: TenantID, leftBy restriction: TenantRestriction? = nil) {
        self.tenantID = tenantID
        self.restriction = restriction
    }

    /// Looks in the tenant's own transaction whether the right is still there.
    ///
    /// - Throws: ``TenantError/unknownTenant`` if it is not, which is what a tenant out of reach is; a `PostgresError`.
    func confirm(in transaction: Transaction) async throws {
        guard let restriction else { return }
        guard try await restriction.leaves(self.tenantID, in: transaction) else { throw TenantError.unknownTenant }
    }
}
