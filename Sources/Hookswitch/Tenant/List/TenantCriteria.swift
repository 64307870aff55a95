/// Which tenants a list has, and what it says of each.
public struct TenantCriteria: Hashable, Sendable {
    /// How many characters a text that is sought may have: more than any slug, and as many as fit into a name's line.
    public static let textLengths = 1...100

    /// Only tenants that have this in their slug or, whatever the case of letters, in their name.
    public var text: String?
    /// Only tenants of this status.
    public var status: TenantStatus?
    /// Only tenants that have this tag.
    public var tag: TenantTag?
    /// Only tenants whose secret is known to expire before this, or has.
    public var expiresBefore: Moment?
    /// Only tenants that are so.
    public var health: TenantHealth.Verdict?
    /// What is said of each tenant besides.
    public var expansions: Set<TenantExpansion>

    /// Says which.
    public init(
        text: String? = nil,
        status: TenantStatus? = nil,
        tag: TenantTag? = nil,
        expiresBefore: Moment? = nil,
        health: TenantHealth.Verdict? = nil,
        expansions: Set<TenantExpansion> = []
    ) {
        self.text = text
        self.status = status
        self.tag = tag
        self.expiresBefore = expiresBefore
        self.health = health
        self.expansions = expansions
    }
}
