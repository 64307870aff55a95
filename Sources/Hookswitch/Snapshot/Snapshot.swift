/// All tenants as of one moment: what calls are answered from, so that none waits for Postgres.
public final class Snapshot: Sendable {
    /// When Postgres was last read, also if it had nothing new.
    public let readAt: ContinuousClock.Instant
    let tenants: [TenantID: ServedTenant]
    /// The tenants whose newest revision cannot be served, with that revision: it is not tried again. Those that were
    /// served before still are, as they were.
    let unusable: [TenantID: Int64]
    private let hooks: [EndpointID: ServedTenant]
    private let slugs: [String: ServedTenant]

    static let empty = Snapshot(tenants: [:], readAt: .now)

    init(tenants: [TenantID: ServedTenant], unusable: [TenantID: Int64] = [:], readAt: ContinuousClock.Instant) {
        self.tenants = tenants
        self.unusable = unusable
        self.readAt = readAt
        // Both are unique in Postgres; were they not, the first must do, for a trap would end every tenant's calls.
        self.hooks = Dictionary(tenants.values.map { ($0.endpoint, $0) }, uniquingKeysWith: { first, _ in first })
        self.slugs = Dictionary(tenants.values.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The webhook of an endpoint; `nil` if no tenant has it.
    public func hook(at endpoint: EndpointID) -> Hook? {
        self.hooks[endpoint].map(Hook.init)
    }

    /// How many tenants there are.
    public var tenantCount: Int {
        self.tenants.count
    }

    /// Whether a revision of a tenant has been read, be it of use or not.
    func has(revision: Int64, of id: TenantID) -> Bool {
        self.tenants[id]?.revision == revision || self.unusable[id] == revision
    }

    func tenant(slug: String) -> ServedTenant? {
        self.slugs[slug]
    }
}
