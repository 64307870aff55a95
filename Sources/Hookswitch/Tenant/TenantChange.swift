import Foundation
import Postgres

/// The change that one document makes, inside a transaction.
struct TenantChange: Sendable {
    let document: TenantDocument
    /// Which document of the text, from zero.
    let index: Int
    let scope: TenantScope
    let service: TenantService

    /// Brings the tenant to what the document says.
    func apply(by actor: Operator, in transaction: Transaction) async throws -> AppliedTenant {
        let rows = try await transaction.query(
            """
            SELECT \(TenantRow.columns) FROM hookswitch.tenant AS t
            WHERE t.tenant_id = \(self.scope.tenantID.uuid) FOR UPDATE
            """
        )
        let existing = try rows.first.map { try TenantRow($0) }
        let plain = self.document.with(nil)
        // One that this version cannot read differs from any that it can.
        let isSameDocument = existing.map { (try? $0.parsed()) == plain } ?? false
        let json = try plain.json(includingSecret: false)

        if existing == nil { try await self.insertTenant(json, in: transaction) }
        let key = try await TenantKeyStore(keyRing: self.service.keyRing).findOrMake(self.scope, in: transaction)
        let credentials = CredentialChange(document: self.document, index: self.index, key: key, service: self.service)
        let credential = try await credentials.apply(self.scope, in: transaction)

        let change: AppliedTenant.Change =
            existing == nil ? .created : isSameDocument && credential.isSame ? .same : .changed
        if change == .changed { try await self.updateTenant(json, in: transaction) }
        if change != .same {
            let before = try existing.map { try CredentialFacts.document($0.document, with: credential.before) }
            let after = try CredentialFacts.document(json, with: credential.after)
            try await self.noteChange(change, before: before, after: after, by: actor, in: transaction)
        }

        let views = try await transaction.query(
            "\(TenantView.query) WHERE t.tenant_id = \(self.scope.tenantID.uuid)"
        )
        guard let view = try views.first.map({ try TenantView($0, publicURL: self.service.publicURL) }) else {
            throw DocumentRefusal(issues: [])
        }
        return AppliedTenant(slug: self.document.slug.text, change: change, tenant: view)
    }

    private func insertTenant(_ json: String, in transaction: Transaction) async throws {
        var random = SystemRandomNumberGenerator()
        let endpoint = EndpointID(random: &random)
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.tenant (tenant_id, slug, name, endpoint, version, document)
            VALUES (\(self.scope.tenantID.uuid), \(self.document.slug.text), \(self.document.name), \(endpoint.text), 1,
                \(json)::jsonb)
            """
        )
    }

    private func updateTenant(_ json: String, in transaction: Transaction) async throws {
        _ = try await transaction.execute(
            """
            UPDATE hookswitch.tenant
            SET name = \(self.document.name), document = \(json)::jsonb, version = version + 1, updated_at = now()
            WHERE tenant_id = \(self.scope.tenantID.uuid)
            """
        )
    }

    private func noteChange(
        _ change: AppliedTenant.Change,
        before: String?,
        after: String,
        by actor: Operator,
        in transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.tenant_version (tenant_id, version, document)
            SELECT tenant_id, version, document FROM hookswitch.tenant WHERE tenant_id = \(self.scope.tenantID.uuid)
            """
        )
        let entry = AuditEntry(
            action: change == .created ? "tenant.create" : "tenant.change",
            subject: "tenant \(self.document.slug)",
            before: before,
            after: after
        )
        try await entry.record(in: self.scope, by: actor, through: transaction)
        try await TenantNotice.send(self.scope, in: transaction)
    }
}
