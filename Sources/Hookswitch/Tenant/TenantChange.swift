import Foundation
import Postgres

/// The change that one document makes, inside a transaction.
struct TenantChange: Sendable {
    let document: TenantDocument
    /// Which document of the text, from zero.
    let index: Int
    let scope: TenantScope
    let service: TenantService
    /// Which version the change is meant for; `nil` takes any, and makes a tenant that there is not.
    var condition: VersionCondition?
    /// What the audit calls a change of what is there.
    var action = "tenant.change"

    /// Brings the tenant to what the document says.
    ///
    /// - Throws: ``VersionConflict`` if the version is another, ``TenantError/unknownTenant`` if there is no tenant that the
    ///   condition could hold for, ``DocumentRefusal``, a `PostgresError`.
    func apply(by actor: Operator, in transaction: Transaction) async throws -> AppliedTenant {
        // Who comes second waits here for the first, and then sees what the first made.
        let rows = try await transaction.query(
            """
            SELECT \(TenantRow.columns) FROM hookswitch.tenant AS t
            WHERE t.tenant_id = \(self.scope.tenantID.uuid) FOR UPDATE
            """
        )
        let existing = try rows.first.map { try TenantRow($0) }
        try await self.check(existing, in: transaction)
        try self.checkTags(existing, by: actor)
        let before = try await TenantState.find(self.scope, publicURL: self.service.publicURL, in: transaction)
        let plain = self.document.with(nil)
        // One that this version cannot read differs from any that it can.
        let isSameDocument = existing.map { (try? $0.parsed()) == plain } ?? false
        let json = try plain.json(includingSecret: false)

        if existing == nil {
            try self.checkSlug()
            try await self.refusingTakenExternalID { try await self.insertTenant(json, in: transaction) }
        }
        let key = try await TenantKeyStore(keyRing: self.service.keyRing).findOrMake(self.scope, in: transaction)
        let credentials = CredentialChange(document: self.document, index: self.index, key: key, service: self.service)
        let credential = try await credentials.apply(self.scope, in: transaction)

        let change: AppliedTenant.Change =
            existing == nil ? .created : isSameDocument && credential.isSame ? .same : .changed
        if change == .changed, let existing {
            try await self.refusingTakenExternalID {
                try await self.updateTenant(json, from: existing, in: transaction)
            }
        }
        if change != .same {
            let before = try existing.map { try CredentialFacts.document($0.document, with: credential.before) }
            let after = try CredentialFacts.document(json, with: credential.after)
            try await self.noteChange(change, before: before, after: after, by: actor, in: transaction)
        }

        let now = try await TenantState.find(self.scope, publicURL: self.service.publicURL, in: transaction)
        guard let now else { throw TenantError.unknownTenant }
        return AppliedTenant(
            slug: self.document.slug.text,
            name: self.document.name,
            change: change,
            // Of what did not change, nothing differs that anybody wrote.
            changes: change == .same ? [] : DocumentDiff(from: before?.value ?? .empty, to: now.value).changes,
            tenant: now.view
        )
    }

    private func check(_ existing: TenantRow?, in transaction: Transaction) async throws {
        guard let condition else { return }
        guard let existing else { throw TenantError.unknownTenant }
        guard !condition.holds(for: existing.version) else { return }
        throw try await self.conflict(with: existing.version, in: transaction)
    }

    /// Words that stand where a tenant's slug does in paths of the API. A tenant that has one from before keeps it.
    private static let reservedSlugs: Set<String> = ["apply", "by-external-id"]

    private func checkSlug() throws {
        guard Self.reservedSlugs.contains(self.document.slug.text) else { return }
        let issue = DocumentIssue(
            document: self.index,
            line: nil,
            path: DocumentPath().member("slug"),
            code: "forbidden",
            detail: "the API has an operation of this name; take another slug"
        )
        throw DocumentRefusal(issues: [issue])
    }

    /// Tags decide who works in the tenant, so who may not say who works where leaves them as they are.
    private func checkTags(_ existing: TenantRow?, by actor: Operator) throws {
        guard !actor.may(.accessAdmin) else { return }
        let tags = try existing.map { try $0.parsed().tags } ?? []
        guard tags != self.document.tags else { return }
        let issue = DocumentIssue(
            document: self.index,
            line: nil,
            path: DocumentPath().member("tags"),
            code: "forbidden",
            detail: "tags decide who works in the tenant, so only a token with access:admin changes them"
        )
        throw DocumentRefusal(issues: [issue])
    }

    private func conflict(with version: Int32, in transaction: Transaction) async throws -> VersionConflict {
        try await VersionConflict.find(
            slug: self.document.slug.text,
            sent: self.condition?.only,
            current: version,
            self.scope,
            in: transaction
        )
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

    private func updateTenant(_ json: String, from existing: TenantRow, in transaction: Transaction) async throws {
        let count = try await transaction.execute(
            """
            UPDATE hookswitch.tenant
            SET name = \(self.document.name), document = \(json)::jsonb, version = version + 1, updated_at = now()
            WHERE tenant_id = \(self.scope.tenantID.uuid) AND version = \(existing.version)
            """
        )
        // The row is ours since it was read; were it not, nothing may be written over another's change.
        guard count == 1 else { throw try await self.conflict(with: existing.version, in: transaction) }
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
            INSERT INTO hookswitch.tenant_version (tenant_id, version, document, actor)
            SELECT tenant_id, version, document, \(actor.name) FROM hookswitch.tenant
            WHERE tenant_id = \(self.scope.tenantID.uuid)
            """
        )
        let entry = AuditEntry(
            action: change == .created ? "tenant.create" : self.action,
            subject: "tenant \(self.document.slug)",
            before: before,
            after: after
        )
        try await entry.record(in: self.scope, by: actor, through: transaction)
        try await TenantNotice.send(self.scope, in: transaction)
    }
}
