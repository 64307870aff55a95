import Foundation
import Postgres

extension TenantService {
    /// Changes some members of a tenant that there is, if it still is as its editor saw it. The note is no part of the document,
    /// and leaves its version as it is; it raises the tenant's revision.
    ///
    /// - Throws: ``TenantError/unknownTenant``; ``VersionConflict``; ``DocumentRefusal`` by the rules of a whole document;
    ///   what the patching throws; a `PostgresError`.
    public func patch(
        _ slug: String,
        with patch: TenantPatch,
        if condition: VersionCondition,
        by actor: Operator,
        dryRun: Bool
    ) async throws -> AppliedTenant {
        guard let scope = try await self.scope(of: slug, for: actor) else { throw TenantError.unknownTenant }
        return try await self.database.inTenant(scope, dryRun: dryRun) { transaction in
            let version = try await Self.hold(slug, scope, if: condition, in: transaction)
            let document = try await self.patchDocument(slug, patch, if: condition, scope, by: actor, in: transaction)
            let note = try await Self.change(patch.note, of: slug, version, scope, by: actor, in: transaction)
            let now = try await TenantState.find(scope, publicURL: self.publicURL, in: transaction)
            guard let now else { throw TenantError.unknownTenant }
            let changes = (document?.changes ?? []) + (note.map { [$0] } ?? [])
            return AppliedTenant(
                slug: slug,
                name: now.view.name,
                change: document?.change == .changed || note != nil ? .changed : .same,
                changes: changes,
                tenant: now.view
            )
        }
    }

    /// Holds the tenant's row until the transaction ends.
    ///
    /// - Returns: The version that there is.
    /// - Throws: ``VersionConflict`` if the change is meant for another; ``TenantError/unknownTenant``.
    static func hold(
        _ slug: String,
        _ scope: TenantScope,
        if condition: VersionCondition,
        in transaction: Transaction
    ) async throws -> Int32 {
        let rows = try await transaction.query(
            "SELECT version, revision FROM hookswitch.tenant WHERE tenant_id = \(scope.tenantID.uuid) FOR UPDATE"
        )
        guard let row = rows.first else { throw TenantError.unknownTenant }
        let version = try row.decode("version", as: Int32.self)
        let revision = try row.decode("revision", as: Int64.self)
        guard condition.holds(for: version, revision: revision) else {
            var conflict = try await VersionConflict.find(
                slug: slug,
                sent: condition.only,
                current: version,
                scope,
                in: transaction
            )
            conflict.revision = revision
            throw conflict
        }
        return version
    }

    private func patchDocument(
        _ slug: String,
        _ patch: TenantPatch,
        if condition: VersionCondition,
        _ scope: TenantScope,
        by actor: Operator,
        in transaction: Transaction
    ) async throws -> AppliedTenant? {
        guard let patching = patch.patching else { return nil }
        let rows = try await transaction.query("\(TenantView.query) WHERE t.tenant_id = \(scope.tenantID.uuid)")
        guard let row = rows.first else { throw TenantError.unknownTenant }
        let change = TenantChange(
            document: try self.read(try patching(try Self.json(of: row)), of: slug),
            index: 0,
            scope: scope,
            service: self,
            condition: condition
        )
        return try await change.apply(by: actor, in: transaction)
    }

    private static func change(
        _ note: TenantPatch.Note,
        of slug: String,
        _ version: Int32,
        _ scope: TenantScope,
        by actor: Operator,
        in transaction: Transaction
    ) async throws -> DocumentChange? {
        let after: String?
        switch note {
        case .kept: return nil
        case .set(let note): after = note.text
        case .cleared: after = nil
        }
        let rows = try await transaction.query(
            "SELECT note FROM hookswitch.tenant WHERE tenant_id = \(scope.tenantID.uuid)"
        )
        let before = try rows.first?.decode("note", as: String?.self)
        guard before != after else { return nil }
        // The row is ours since it was held, and the document's change raised its version by one at most.
        let count = try await transaction.execute(
            """
            UPDATE hookswitch.tenant SET note = \(after as String?), updated_at = now(),
                revision = nextval('hookswitch.tenant_revision')
            WHERE tenant_id = \(scope.tenantID.uuid) AND version BETWEEN \(version) AND \(version) + 1
            """
        )
        guard count == 1 else { throw TenantError.unknownTenant }
        let json = { (text: String?) in try text.map { try AuditValue.members(["note": .text($0)]).json() } }
        let entry = AuditEntry(
            action: "tenant.note",
            subject: "tenant \(slug)",
            before: try json(before),
            after: try json(after)
        )
        try await entry.record(in: scope, by: actor, through: transaction)
        return DocumentChange(path: "note", before: before.map { .text($0) }, after: after.map { .text($0) })
    }
}
