import Foundation
import Postgres

extension AuditService {
    /// Lists the records of a tenant that may be gone, newest first: its audit outlives it.
    ///
    /// - Parameter name: The slug, of a tenant that is there before those that had it; or the identity, `ten_…`.
    /// - Throws: ``Failure``: the slug of what is gone, and the identity of what is out of reach, are unknown to whoever works in
    ///   some tenants only; a `PostgresError`.
    public func list(
        ofTenant name: String,
        _ search: AuditSearch,
        for actor: Operator
    ) async throws -> AuditPage {
        try await self.page(of: search, in: try await self.scope(named: name, for: actor), for: actor)
    }

    private func scope(named name: String, for actor: Operator) async throws -> TenantScope {
        if let tenantID = AuditChainID(parsing: name)?.tenantID {
            guard let scope = try await self.tenants.scope(of: tenantID, for: actor),
                try await self.hasChain(tenantID)
            else { throw Failure.unknownTenant }
            return scope
        }
        if let scope = try await self.tenants.scope(of: name, for: actor) { return scope }
        // Another's tenant that is there is as unknown as one that never was, and so is another's that is gone.
        guard actor.reach == .all else { throw Failure.unknownTenant }
        let gone = try await self.gone(slug: name)
        guard gone.count <= 1 else { throw Failure.ambiguous(gone) }
        guard let scope = gone.first.flatMap({ actor.scope(of: $0) }) else { throw Failure.unknownTenant }
        return scope
    }

    private func hasChain(_ tenantID: TenantID) async throws -> Bool {
        try await self.database.inFleet { transaction in
            try await !transaction.query(
                "SELECT 1 AS one FROM hookswitch.audit_chain WHERE tenant_id = \(tenantID.uuid)"
            ).isEmpty
        }
    }

    /// How many tenants are named of those that had one slug; of trials that were deleted there may be hundreds.
    private static let maximumNamedCount = 20

    /// The tenants that had a slug and are gone, the last one first: from the destruction of their key on, while their decisions
    /// are still being deleted too.
    private func gone(slug: String) async throws -> [TenantID] {
        try await self.database.inFleet { transaction in
            try await transaction.query(
                """
                SELECT o.tenant_id FROM hookswitch.offboarding AS o
                WHERE o.slug = \(slug) AND o.state IN ('destroying', 'destroyed')
                ORDER BY coalesce(o.ended_at, 'infinity') DESC, o.tenant_id LIMIT \(Int64(Self.maximumNamedCount))
                """
            ).map { TenantID(try $0.decode("tenant_id", as: UUID.self)) }
        }
    }
}
