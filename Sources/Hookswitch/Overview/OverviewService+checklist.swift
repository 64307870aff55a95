import Foundation
import Postgres

extension OverviewService {
    /// How far a tenant is brought on.
    ///
    /// - Throws: ``TenantError/unknownTenant``; a `PostgresError`.
    public func checklist(of slug: String, for actor: Operator) async throws -> Checklist {
        guard let scope = try await self.tenants.scope(of: slug, for: actor),
            let tenant = try await self.tenants.show(slug, for: actor)
        else { throw TenantError.unknownTenant }
        let now = self.now()
        let query = Checklist.Calls.query(of: [scope.tenantID], now: now)
        let row = try await self.database.inTenant(scope) { try await $0.query(query) }.first
        let calls = try row.map { try Checklist.Calls($0) } ?? Checklist.Calls(lastAt: nil, isAnswered: false)
        return Checklist(tenant, calls: calls, now: now)
    }
}
