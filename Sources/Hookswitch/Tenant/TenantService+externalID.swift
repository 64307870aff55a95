import Foundation
import Postgres

extension TenantService {
    /// Reads the document of one tenant that came over the admin API under its external id.
    ///
    /// - Throws: ``DocumentRefusal`` with all that is wrong; also if the document has another external id, or none.
    public func read(_ text: String, of id: ExternalID) throws(DocumentRefusal) -> TenantDocument {
        let documents = try self.read(text)
        guard let document = documents.first, documents.count == 1, document.externalID == id else {
            throw DocumentRefusal("wrong_value", at: "externalId", "expected is \(id), the external id in the path")
        }
        return document
    }

    /// Whether an operator may make or replace the tenant of an external id: it is theirs, or there is none and they work in all.
    public func mayPut(under id: ExternalID, by actor: Operator) async throws -> Bool {
        if case .all = actor.reach { return true }
        guard let found = try await self.find(id) else { return false }
        return try await self.scope(of: found.id, for: actor) != nil
    }

    /// Makes a tenant, or replaces the document of the one that has its external id.
    ///
    /// - Parameter document: What ``read(_:of:)-(_,ExternalID)`` gave.
    /// - Throws: ``TenantError/externalIDTaken`` or ``TenantError/slugTaken`` if it is to be made and there is one;
    ///   ``TenantError/unknownExternalID`` if it is to be replaced and there is none; ``TenantError/unknownTenant`` if it is
    ///   not the operator's; ``VersionConflict``; ``DocumentRefusal``; a `PostgresError`.
    public func put(
        _ document: TenantDocument,
        under id: ExternalID,
        if condition: PutCondition,
        by actor: Operator,
        dryRun: Bool
    ) async throws -> AppliedTenant {
        let found = try await self.find(id)
        switch (condition, found) {
        case (.absent, nil): return try await self.create(document, under: id, by: actor, dryRun: dryRun)
        case (.absent, let found?):
            guard try await self.scope(of: found.id, for: actor) != nil else { throw TenantError.unknownTenant }
            throw TenantError.externalIDTaken
        case (.present, nil):
            // Of whoever works in some tenants alone, another's and one that is not are the same.
            guard case .all = actor.reach else { throw TenantError.unknownTenant }
            throw TenantError.unknownExternalID
        case (.present(let condition), let found?):
            guard try await self.scope(of: found.id, for: actor) != nil else { throw TenantError.unknownTenant }
            guard found.slug == document.slug.text else {
                throw DocumentRefusal(slug: document.slug, inPlaceOf: found.slug)
            }
            return try await self.replace(found.slug, with: document, if: condition, by: actor, dryRun: dryRun)
        }
    }

    /// The tenant that has an external id, whoever asks.
    func find(_ id: ExternalID) async throws -> (id: TenantID, slug: String)? {
        try await self.database.inFleet { transaction in
            let rows = try await transaction.query(
                "SELECT tenant_id, slug FROM hookswitch.tenant WHERE document ->> 'externalId' = \(id.text)"
            )
            return try rows.first.map { row in
                (TenantID(try row.decode("tenant_id", as: UUID.self)), try row.decode("slug", as: String.self))
            }
        }
    }
}

extension DocumentRefusal {
    /// Refuses a document that has a tenant's external id and another slug.
    ///
    /// - Parameters:
    ///   - expected: The tenant's slug.
    ///   - document: Which document of the text, from zero.
    ///   - mend: What to do, where there is more to do than to write the tenant's slug.
    init(slug: Slug, inPlaceOf expected: String, document: Int = 0, mend: String = "") {
        let detail = """
            expected is \(expected), the slug of the tenant with this external id, and not \(slug); it stays as it is\(mend)
            """
        self.init("wrong_value", at: "slug", detail, document: document)
    }
}
