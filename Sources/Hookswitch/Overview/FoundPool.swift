/// A pool that a number was found to be, and whose it is.
public struct FoundPool: Codable, Hashable, Sendable {
    enum CodingKeys: String, CodingKey {
        case tenant, status, pool
        case tenantName = "tenant_name"
    }

    /// The tenant's short name.
    public let tenant: String
    /// The tenant's name.
    public let tenantName: String
    /// Whether the tenant's calls are routed.
    public let status: TenantStatus
    /// The pool; `nil` if this version of Hookswitch cannot read the tenant's document.
    public let pool: PoolView?
}
