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

    /// Whether what it leaves depends on the tags that tenants have.
    var isByTag: Bool { self.tags != nil }

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

    /// Whether it leaves a tenant, as the tenant is now.
    func leaves(_ tenantID: TenantID, in transaction: Transaction) async throws -> Bool {
        guard !self.isNone else { return true }
        let rows = try await transaction.query(
            """
            SELECT 1 FROM hookswitch.tenant AS t
            WHERE t.tenant_id = \(tenantID.uuid)
                AND (t.tenant_id = ANY(\(Array(self.tenants ?? []))) OR t.document -> 'tags' ?| \((self.tags ?? []).sorted()))
            """
        )
        return !rows.isEmpty
    }
}
