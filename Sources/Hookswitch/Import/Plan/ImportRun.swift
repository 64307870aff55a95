import Foundation
import Postgres

/// The applying of a plan: of all rows that are to be applied yet.
public struct ImportRun: Sendable {
    let id: ImportID
    let pending: [Int32]
    let actor: Operator
    let service: ImportService
    /// Whether each row's transaction is undone at its end.
    let isDryRun: Bool
    /// How many rows are applied at once.
    let width: Int

    /// Applies row after row, some at once, each in a transaction of its own.
    ///
    /// - Parameter report: Called with each row as it ends. What it throws ends the run: the rows under way are undone, and are
    ///   pending as before.
    /// - Returns: The plan as it is then.
    /// - Throws: A `PostgresError` if the database went away; ``ImportError/keyRing(_:)`` if this server's key ring lacks a
    ///   key. The rows that were not applied are pending.
    public func run(_ report: (ImportItemView) async throws -> Void = { _ in }) async throws -> ImportView {
        try await BoundedWork.run(
            self.pending,
            width: self.width,
            { try await self.end($0) },
            take: { item in
                if let item { try await report(item) }
            }
        )
        return try await self.service.show(self.id, for: self.actor)
    }

    /// Tries row after row, of a dry run, and says how far they would be. What one row does the next does not see.
    ///
    /// - Parameter report: As of ``run(_:)``.
    /// - Throws: As ``run(_:)``.
    public func tryOut(_ report: (ImportItemView) async throws -> Void = { _ in }) async throws -> ImportTrial {
        var items: [ImportItemView] = []
        let plan = try await self.run { item in
            items.append(item)
            try await report(item)
        }
        return ImportTrial(plan, after: items)
    }

    /// Applies a row, or notes why it cannot be.
    ///
    /// - Returns: `nil` if somebody else has applied it meanwhile.
    private func end(_ row: Int32) async throws -> ImportItemView? {
        do {
            return try await self.apply(row)
        } catch let failure as RowFailure {
            return try await self.fail(row, for: failure.issues)
        }
    }

    private func apply(_ number: Int32) async throws -> ImportItemView? {
        let database = self.service.database
        return try await database.inFleet(dryRun: self.isDryRun) { transaction in
            // Whoever applies the plan at the same moment waits here for the other, and then finds the row done, or undone again.
            let rows = try await transaction.query(
                """
                SELECT \(ImportItemRow.columns) FROM hookswitch.import_item AS i
                WHERE i.import_plan_id = \(self.id.uuid) AND i.row_number = \(number) AND i.status = 'pending'
                FOR UPDATE
                """
            )
            guard let row = try rows.first.map({ try ImportItemRow($0) }) else { return nil }
            guard let scope = self.actor.scope(of: row.tenantID),
                try await self.actor.restriction.leaves(row.tenantID, in: transaction)
            else {
                throw RowFailure(issues: [.outOfReach(row: row.index, line: row.line)])
            }
            let document = try self.document(of: row)
            try await database.goOn(in: scope, in: transaction)
            try await self.change(row, document, scope, in: transaction)
            try await database.goOnInFleet(in: transaction)
            return try await self.close(number, as: .applied, issues: [], in: transaction)
        }
    }

    private func document(of row: ImportItemRow) throws -> TenantDocument {
        do {
            let document = try self.service.tenants.read(row.document, of: row.slug)
            guard let sealed = row.sealed else { return document }
            let keyRing = self.service.tenants.keyRing
            let place = ImportSecret(keyRing: keyRing, id: self.id, row: row.index, tenantID: row.tenantID)
            let expiresAt = document.credential?.expiresAt
            return document.with(TenantDocument.Credential(secret: try place.open(sealed), expiresAt: expiresAt))
        } catch let refusal as DocumentRefusal {
            throw RowFailure(issues: refusal.issues.map { $0.issue(ofRow: row.index, line: row.line) })
        } catch let error as SealError {
            throw Self.failure(error, of: row)
        }
    }

    private func change(
        _ row: ImportItemRow,
        _ document: TenantDocument,
        _ scope: TenantScope,
        in transaction: Transaction
    ) async throws {
        let change = TenantChange(
            document: document,
            index: row.index,
            scope: scope,
            service: self.service.tenants,
            condition: row.version.map { .among([SeenVersion($0)]) }
        )
        do {
            _ = try await change.apply(by: self.actor, in: transaction)
        } catch let refusal as DocumentRefusal {
            throw RowFailure(issues: refusal.issues.map { $0.issue(ofRow: row.index, line: row.line) })
        } catch let conflict as VersionConflict {
            throw RowFailure(issues: [.stale(row: row.index, line: row.line, "\(conflict)")])
        } catch is TenantError {
            throw RowFailure(issues: [.stale(row: row.index, line: row.line, "the tenant that the plan saw is gone")])
        } catch let error as SealError {
            throw Self.failure(error, of: row)
        } catch let error as PostgresError where error.constraint == "tenant_slug_key" {
            let detail = "the plan would make the tenant, and there is one of this slug now"
            throw RowFailure(issues: [.stale(row: row.index, line: row.line, detail)])
        }
    }

    /// What does not open for want of a key is this server's trouble: another has the key, or this one will. What opens nowhere
    /// is the row's.
    private static func failure(_ error: SealError, of row: ImportItemRow) -> any Error {
        guard case .unknownKey = error else {
            return RowFailure(issues: [error.issue(ofRow: row.index, line: row.line)])
        }
        return ImportError.keyRing(error)
    }

    private func fail(_ number: Int32, for issues: [ImportIssue]) async throws -> ImportItemView? {
        try await self.service.database.inFleet(dryRun: self.isDryRun) { transaction in
            try await self.close(number, as: .failed, issues: issues, in: transaction)
        }
    }

    /// Notes that a row is done. Its secret goes with that.
    private func close(
        _ number: Int32,
        as status: ImportStatus,
        issues: [ImportIssue],
        in transaction: Transaction
    ) async throws -> ImportItemView? {
        let json = String(decoding: try JSONEncoder().encode(issues), as: UTF8.self)
        let rows = try await transaction.query(
            """
            UPDATE hookswitch.import_item AS i
            SET status = \(status.rawValue), issues = \(json)::jsonb, sealed = NULL, finished_at = now()
            WHERE i.import_plan_id = \(self.id.uuid) AND i.row_number = \(number) AND i.status = 'pending'
            RETURNING \(ImportItemView.columns)
            """
        )
        return try rows.first.map { try ImportItemView($0) }
    }

    /// Why a row cannot be applied: not now and not later.
    private struct RowFailure: Error {
        let issues: [ImportIssue]
    }
}
