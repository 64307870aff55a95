import Foundation
import Postgres

extension TenantService {
    /// Reads the document of one tenant that came over the admin API.
    ///
    /// - Throws: ``DocumentRefusal`` with all that is wrong; also if the document is of another tenant.
    public func read(_ text: String, of slug: String) throws(DocumentRefusal) -> TenantDocument {
        let documents = try self.read(text)
        let expected = "expected is \(slug), the tenant in the path"
        guard let document = documents.first, documents.count == 1, document.slug.text == slug else {
            throw DocumentRefusal("wrong_value", at: "slug", expected)
        }
        return document
    }

    /// Changes a tenant that there is to what a document says, if it still is of the version that its editor saw.
    ///
    /// - Throws: ``TenantError/unknownTenant``; ``VersionConflict``; ``DocumentRefusal``; a `PostgresError`.
    public func replace(
        _ slug: String,
        with document: TenantDocument,
        if condition: VersionCondition,
        by actor: Operator,
        dryRun: Bool
    ) async throws -> AppliedTenant {
        guard let scope = try await self.scope(of: slug, for: actor) else { throw TenantError.unknownTenant }
        return try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
            let change = TenantChange(
                document: document,
                index: 0,
                scope: scope,
                service: self,
                condition: condition
            )
            return try await change.apply(by: actor, in: transaction)
        }
    }

    /// Makes a version of the past the newest, by the rules of today; the secret stays.
    ///
    /// - Throws: ``TenantError``; ``VersionConflict``; ``DocumentRefusal`` if today's rules refuse the document, or the
    ///   secret was entered for other hosts than it names; a `PostgresError`.
    public func restore(
        _ slug: String,
        version: Int32,
        if condition: VersionCondition,
        by actor: Operator,
        dryRun: Bool
    ) async throws -> AppliedTenant {
        guard let scope = try await self.scope(of: slug, for: actor) else { throw TenantError.unknownTenant }
        return try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
            let past = try await Self.document(of: version, scope, in: transaction)
            let change = TenantChange(
                document: try self.read(past, of: slug),
                index: 0,
                scope: scope,
                service: self,
                condition: condition,
                action: "tenant.restore"
            )
            return try await change.apply(by: actor, in: transaction)
        }
    }

    private static func document(
        of version: Int32,
        _ scope: TenantScope,
        in transaction: Transaction
    ) async throws -> String {
        let rows = try await transaction.query(
            """
            SELECT document::text AS document FROM hookswitch.tenant_version
            WHERE tenant_id = \(scope.tenantID.uuid) AND version = \(version)
            """
        )
        guard let row = rows.first else { throw TenantError.unknownVersion }
        return try row.decode("document", as: String.self)
    }
}
