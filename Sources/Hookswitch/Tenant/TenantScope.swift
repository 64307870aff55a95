/// The right to work inside one tenant.
///
/// Only authentication makes one: of a webhook call by its key, of an operator by a token. Every store of a tenant's
/// things asks for it, and Postgres is told the same tenant, so that a forgotten condition shows nothing.
public struct TenantScope: Hashable, Sendable {
    /// The tenant.
    public let tenantID: TenantID

    init(authenticated tenantID: TenantID) {
        self.tenantID = tenantID
    }
}
