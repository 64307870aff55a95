import Foundation
import Postgres
import Routing

/// Shows sides of a tenant: what its document says of calls, how far it is brought on, how it is.
public struct OverviewService: Sendable {
    let tenants: TenantService
    let snapshots: SnapshotSource
    let now: @Sendable () -> Moment

    var database: Database { self.tenants.database }

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - snapshots: Where this server has what it learnt of tenants' CRMs.
    ///   - now: The wall clock.
    public init(
        tenants: TenantService,
        snapshots: SnapshotSource,
        now: @escaping @Sendable () -> Moment = { .now() }
    ) {
        self.tenants = tenants
        self.snapshots = snapshots
        self.now = now
    }

    /// The pools of a tenant, in the order of its document.
    ///
    /// - Throws: ``TenantError/unknownTenant``; ``DocumentRefusal`` if this version cannot read the document; a
    ///   `PostgresError`.
    public func pools(of slug: String, for actor: Operator) async throws -> [PoolView] {
        try await self.document(of: slug, for: actor).pools.map { PoolView($0) }
    }

    /// The numbers to which a tenant's calls go, sorted.
    ///
    /// - Throws: As ``pools(of:for:)``.
    public func queues(of slug: String, for actor: Operator) async throws -> [QueueView] {
        QueueView.all(of: try await self.document(of: slug, for: actor).pools)
    }

    private func document(of slug: String, for actor: Operator) async throws -> TenantDocument {
        let query: Query = """
            SELECT \(TenantRow.columns) FROM hookswitch.tenant AS t
            WHERE t.slug = \(slug) AND \(actor.reach.condition(on: "t.tenant_id"))
            """
        let rows = try await self.database.inFleet { try await $0.query(query) }
        guard let row = rows.first else { throw TenantError.unknownTenant }
        return try TenantRow(row).parsed()
    }
}
