/// One page of the list of a tenant's versions.
public struct TenantVersionPage: Hashable, Sendable {
    /// The versions, newest first.
    public let data: [TenantVersionView]
    /// Where the next page begins; `nil` on the last.
    public let next: Int32?
}
