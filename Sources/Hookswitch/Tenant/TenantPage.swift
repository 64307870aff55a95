/// One page of the list of tenants.
public struct TenantPage: Codable, Hashable, Sendable {
    /// The tenants, by slug.
    public let data: [TenantView]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
