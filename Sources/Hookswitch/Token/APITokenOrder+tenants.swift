import Foundation
import Postgres

extension APITokenOrder {
    /// The tenants that an order names, by what never becomes another tenant's: a slug may, once its tenant is gone.
    ///
    /// - Returns: `nil` for all tenants.
    func resolve(
        flaws: [APITokenFlaw],
        by actor: Operator?,
        in transaction: Transaction
    ) async throws -> [UUID]? {
        var flaws = flaws
        var ids: [String: UUID] = [:]
        let slugs = self.tenants ?? []
        if slugs.count <= APITokenOrder.maximumTenantCount {
            let reach = actor?.reach ?? .all
            let rows = try await transaction.query(
                """
                SELECT tenant_id, slug FROM hookswitch.tenant
                WHERE slug = ANY(\(slugs.filter { Slug(parsing: $0) != nil })) AND \(reach.condition(on: "tenant_id"))
                """
            )
            for row in rows {
                ids[try row.decode("slug", as: String.self)] = try row.decode("tenant_id", as: UUID.self)
            }
            for (index, slug) in slugs.enumerated() where ids[slug] == nil {
                flaws.append(.unknownTenant(index: index))
            }
        }
        guard flaws.isEmpty else { throw APITokenRefusal(flaws: flaws) }
        return self.tenants == nil ? nil : Array(ids.values)
    }
}
