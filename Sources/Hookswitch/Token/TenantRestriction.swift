import Foundation
import Postgres

/// How an operator or a token is restricted to tenants, as their row says it: what that reaches is ``TenantReach``, and may
/// grow and shrink with the tenants there are.
public struct TenantRestriction: Hashable, Sendable {
    /// The tenants that are named; `nil` is by none.
    let tenants: Set<UUID>?
    /// The tags; `nil` is by none.
    let tags: Set<String>?

    /// Whether it leaves all tenants.
    private var isNone: Bool { self.tenants == nil && self.tags == nil }

    init(tenants: Set<UUID>? = nil, tags: Set<String>? = nil) {
        self.tenants = tenants
        self.tags = tags
    }

    /// Reads `tenant_ids`, as text, and `tags`.
    init(_ row: Row) throws {
        let ids = try row.decode("tenant_ids", as: [String]?.self)
        self.init(
            tenants: ids.map { Set($0.compactMap(UUID.init(uuidString:))) },
            tags: try row.decode("tags", as: [String]?.self).map(Set.init)
        )
    }

    /// Whether the other leaves nothing that this one does not, whatever tenants there will be.
    func contains(_ other: Self) -> Bool {
        if self.isNone { return true }
        if other.isNone { return false }
        return (other.tenants ?? []).isSubset(of: self.tenants ?? [])
            && (other.tags ?? []).isSubset(of: self.tags ?? [])
    }
}
