import Postgres
import Routing

/// Writes what operators send to Enreach.
public struct HandoffService: Sendable {
    private let tenants: TenantService
    private let webhookKeys: WebhookKeyService
    private let callDeadline: Duration

    /// Makes the service.
    ///
    /// - Parameter callDeadline: When a call is answered at the latest.
    public init(tenants: TenantService, webhookKeys: WebhookKeyService, callDeadline: Duration) {
        self.tenants = tenants
        self.webhookKeys = webhookKeys
        self.callDeadline = callDeadline
    }

    /// The sheet of a tenant.
    ///
    /// - Returns: `nil` if there is no tenant of that name that the operator may see.
    /// - Throws: ``WebhookKeyError/unknownTenant`` if it went away meanwhile; a `PostgresError`.
    public func sheet(_ slug: String, for actor: Operator) async throws -> HandoffSheet? {
        guard let tenant = try await self.tenants.show(slug, for: actor) else { return nil }
        let keys = try await self.webhookKeys.list(slug, for: actor)
        let pools = try await self.tenants.database.inFleet { transaction in
            let rows = try await transaction.query(
                """
                SELECT \(TenantRow.columns) FROM hookswitch.tenant AS t
                WHERE t.slug = \(slug) AND \(actor.reach.condition(on: "t.tenant_id"))
                """
            )
            return try rows.first.map { try TenantRow($0).parsed().pools } ?? []
        }
        return HandoffSheet(tenant, pools: pools, keys: keys, deadline: self.callDeadline)
    }
}
