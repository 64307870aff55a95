import Foundation
import Postgres

extension ImportService {
    /// Finds the tenant that a row is about: the one that has its external id, else the one that has its slug, else a new one.
    ///
    /// - Parameter row: Which row, from zero.
    /// - Returns: `nil` if the tenant is not the operator's, or is none and they make no others.
    /// - Throws: ``DocumentRefusal`` if external id and slug are two tenants', or a new tenant would have no slug; a
    ///   `PostgresError`.
    func target(of content: ImportDocument, row: Int, for actor: Operator) async throws -> ImportTarget? {
        if let id = content.externalID, let found = try await self.tenants.find(id) {
            return try await self.target(of: content, in: found, row: row, for: actor)
        }
        guard let slug = content.slug else {
            // Of whoever works in some tenants alone, another's and one that is not are the same.
            guard case .all = actor.reach else { return nil }
            let detail = "there is no tenant with this external id, and to make one the row needs a slug"
            throw DocumentRefusal("missing_member", at: "slug", detail, document: row)
        }
        guard let found = try await self.tenants.find(slug.text) else {
            var random = SystemRandomNumberGenerator()
            let new = TenantID(UUID.timeOrdered(at: .now(), random: &random))
            return actor.scope(of: new).map { ImportTarget(document: content.named(slug), scope: $0) }
        }
        guard let scope = try await self.tenants.scope(of: found, for: actor) else { return nil }
        if let id = content.externalID { try await self.check(id, of: slug, in: scope, row: row) }
        return ImportTarget(document: content.named(slug), scope: scope)
    }

    private func target(
        of content: ImportDocument,
        in found: (id: TenantID, slug: String),
        row: Int,
        for actor: Operator
    ) async throws -> ImportTarget? {
        guard let scope = try await self.tenants.scope(of: found.id, for: actor),
            let own = Slug(parsing: found.slug)
        else { return nil }
        if let slug = content.slug, slug != own {
            let mend = ": write \(own), or leave the slug out"
            throw DocumentRefusal(slug: slug, inPlaceOf: own.text, document: row, mend: mend)
        }
        return ImportTarget(document: content.named(own), scope: scope)
    }

    /// Sees to it that a row whose external id is nobody's yet does not take over a tenant of another one.
    private func check(_ id: ExternalID, of slug: Slug, in scope: TenantScope, row: Int) async throws {
        let rows = try await self.database.inTenant(scope) { transaction in
            try await transaction.query(
                """
                SELECT document ->> 'externalId' AS external_id FROM hookswitch.tenant
                WHERE tenant_id = \(scope.tenantID.uuid)
                """
            )
        }
        guard let other = try rows.first?.decode("external_id", as: String?.self), other != id.text else { return }
        let detail = """
            \(slug) is the slug of the tenant with the external id \(other), and not \(id): take another slug, or write \
            \(other); that tenant gets another external id with hookswitch tenant edit \(slug)
            """
        throw DocumentRefusal("slug_taken", at: "slug", detail, document: row)
    }
}
