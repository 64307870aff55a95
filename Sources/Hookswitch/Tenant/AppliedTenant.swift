/// What applying one document did, or would do.
public struct AppliedTenant: Codable, Hashable, Sendable {
    /// What became of the tenant.
    public enum Change: String, Codable, Hashable, Sendable {
        /// It is new.
        case created
        /// It was there, and differs now.
        case changed
        /// It was there just so.
        case same
    }

    /// The tenant's short name.
    public let slug: String
    /// What became of it.
    public let change: Change
    /// The tenant as it is now, or would be.
    public let tenant: TenantView
}
