/// One page of the pools that a number was found to be.
public struct FoundPoolPage: Hashable, Sendable {
    /// The pools, by the slugs of their tenants.
    public let data: [FoundPool]
    /// Where the next page begins; `nil` on the last.
    public let next: Slug?
}
