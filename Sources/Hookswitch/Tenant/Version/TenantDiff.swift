/// What differs between two versions of a tenant's document.
public struct TenantDiff: Codable, Hashable, Sendable {
    /// The version compared; 0 is nothing at all.
    public let from: Int32
    /// The version that it is compared with.
    public let to: Int32
    /// What differs, member by member.
    public let changes: [DocumentChange]
}
