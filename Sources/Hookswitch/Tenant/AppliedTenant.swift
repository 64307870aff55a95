/// What a write did to a tenant, or would do.
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
    /// The tenant's name, as it is now or would be.
    public let name: String
    /// What became of it.
    public let change: Change
    /// What differs, member by member; of a new tenant all that it has. A secret is its fingerprint.
    public let changes: [DocumentChange]
    /// The tenant as it is now, or would be; `nil` if a dry run would make it, for its id and its webhook's path are drawn
    /// when it is made.
    public let tenant: TenantView?

    /// What a dry run may say of it.
    func withoutDrawnParts() -> AppliedTenant {
        guard self.change == .created else { return self }
        return AppliedTenant(
            slug: self.slug,
            name: self.name,
            change: self.change,
            changes: self.changes,
            tenant: nil
        )
    }
}
