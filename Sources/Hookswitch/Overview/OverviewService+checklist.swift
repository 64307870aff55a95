import Foundation
import Postgres

extension OverviewService {
    /// So many of the newest calls are looked at for one that the CRM answered: a day of a busy customer.
    private static let lookedAtCount: Int64 = 1000

    /// How far a tenant is brought on.
    ///
    /// - Throws: ``TenantError/unknownTenant``; a `PostgresError`.
    public func checklist(of slug: String, for actor: Operator) async throws -> Checklist {
        guard let scope = try await self.tenants.scope(of: slug, for: actor),
            let tenant = try await self.tenants.show(slug, for: actor)
        else { throw TenantError.unknownTenant }
        let now = self.now()
        let query = Self.newestCalls(of: scope.tenantID, now: now)
        let row = try await self.database.inTenant(scope) { try await $0.query(query) }.first
        let calls = Checklist.Calls(
            lastAt: try row?.decode("last_at", as: Moment?.self),
            isAnswered: try row?.decode("is_answered", as: Bool?.self) ?? false
        )
        return Checklist(tenant, calls: calls, now: now)
    }

    /// The CRM answered where a caller was sought and found, not found, or found twice.
    private static func newestCalls(of tenantID: TenantID, now: Moment) -> Query {
        """
        SELECT max(r.decided_at) AS last_at,
            bool_or(r.lookup IS NOT NULL AND r.outcome IN ('routed', 'no_match', 'no_rule', 'ambiguous')) AS is_answered
        FROM (
            SELECT d.decided_at, d.lookup, d.outcome FROM hookswitch.decision AS d
            WHERE d.tenant_id = \(tenantID.uuid) AND d.decided_at >= \(now.advanced(by: .zero - DecisionService.defaultWindow))
            ORDER BY d.decided_at DESC, d.writer_id DESC, d.sequence DESC LIMIT \(Self.lookedAtCount)
        ) AS r
        """
    }
}
