import Foundation
import Postgres

extension ImportService {
    /// How often a row is planned anew when another operator made the same tenant at the same moment.
    private static let maximumAttemptCount = 3
    /// How many rows travel to Postgres in one statement: some megabytes at the most of common tenants.
    private static let insertedRowCount = 500

    /// Plans an import: tries each row in a transaction of its own that is undone, and keeps what it would do.
    ///
    /// A row that cannot be applied is in the plan as invalid. So is a row for a tenant that is not the operator's, or for a
    /// new one where the operator may make none; nothing tells the two apart.
    ///
    /// - Parameter origin: The file that the rows come from.
    /// - Throws: A `PostgresError`.
    public func plan(_ file: ImportFile, of origin: ImportOrigin, by actor: Operator) async throws -> ImportView {
        var random = SystemRandomNumberGenerator()
        let id = ImportID(of: origin, random: &random)
        let planned = try await self.planned(file, id: id, by: actor)
        try await self.database.inFleet { transaction in
            try await Self.insert(id, format: origin.format, rowCount: planned.count, by: actor, in: transaction)
            for start in stride(from: 0, to: planned.count, by: Self.insertedRowCount) {
                let end = min(start + Self.insertedRowCount, planned.count)
                try await Self.insert(planned[start..<end], of: id, in: transaction)
            }
        }
        return try await self.show(id, for: actor)
    }

    /// Says what planning an import would come to, and keeps nothing of it: neither the plan nor a secret.
    ///
    /// - Throws: A `PostgresError`.
    public func tryPlan(_ file: ImportFile, of origin: ImportOrigin, by actor: Operator) async throws -> ImportTrial {
        ImportTrial(try await self.planned(file, id: nil, by: actor), format: origin.format)
    }

    /// Tries each row.
    ///
    /// - Parameter id: The plan that the rows are kept in; `nil` if they are not, and no secret is sealed.
    private func planned(_ file: ImportFile, id: ImportID?, by actor: Operator) async throws -> [PlannedRow] {
        var rows: [PlannedRow] = []
        try await BoundedWork.run(
            file.documents(egress: self.tenants.egress),
            width: ImportLimits.concurrentRowCount,
            { try await self.planned($0, id: id, by: actor) },
            take: { rows.append($0) }
        )
        return PlannedRow.refusingEqual(rows.sorted { $0.index < $1.index })
    }

    private func planned(_ row: ReadImportRow, id: ImportID?, by actor: Operator) async throws -> PlannedRow {
        guard let document = row.document else { return PlannedRow(row, refusedFor: row.issues) }
        var attempt = 1
        while true {
            do {
                return try await self.tried(row, document, id: id, by: actor)
            } catch let error as PostgresError where error.constraint == "tenant_slug_key" {
                guard attempt < Self.maximumAttemptCount else { throw error }
                attempt += 1
            } catch let refusal as DocumentRefusal {
                return PlannedRow(
                    row,
                    refusedFor: refusal.issues.map { $0.issue(ofRow: row.row.index, line: row.row.line) }
                )
            } catch let error as SealError {
                return PlannedRow(row, refusedFor: [error.issue(ofRow: row.row.index, line: row.row.line)])
            }
        }
    }

    private func tried(
        _ row: ReadImportRow,
        _ content: ImportDocument,
        id: ImportID?,
        by actor: Operator
    ) async throws -> PlannedRow {
        guard let target = try await self.target(of: content, row: row.row.index, for: actor) else {
            let member = row.isUnnamed ? "externalId" : "slug"
            return PlannedRow(row, refusedFor: [.outOfReach(row: row.row.index, line: row.row.line, member: member)])
        }
        let scope = target.scope
        let (document, applied) = try await self.database.inTenant(scope, dryRun: true) { transaction in
            let document = try await target.document(keeping: content.keeps, in: transaction)
            let change = TenantChange(document: document, index: row.row.index, scope: scope, service: self.tenants)
            return (document, try await change.apply(by: actor, in: transaction))
        }
        var planned = try PlannedRow(row, document: document, applied: applied, tenantID: scope.tenantID)
        if let id, planned.action != .same, let secret = document.credential?.secret {
            let place = ImportSecret(
                keyRing: self.tenants.keyRing,
                id: id,
                row: planned.index,
                tenantID: scope.tenantID
            )
            planned.sealed = try place.seal(secret)
        }
        return planned
    }

    private static func insert(
        _ id: ImportID,
        format: ImportFormat,
        rowCount: Int,
        by actor: Operator,
        in transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.import_plan (import_plan_id, api_token_id, actor, format, row_count, expires_at)
            VALUES (\(id.uuid), \(actor.tokenID), \(actor.name), \(format.rawValue), \(Int32(clamping: rowCount)),
                now() + make_interval(hours => \(Int32(ImportLimits.keepingHours))))
            """
        )
        _ = try await transaction.execute(
            """
            DELETE FROM hookswitch.import_plan WHERE import_plan_id IN (
                SELECT import_plan_id FROM hookswitch.import_plan WHERE api_token_id = \(actor.tokenID)
                ORDER BY created_at DESC, import_plan_id DESC OFFSET \(Int64(ImportLimits.maximumPlanCount))
            )
            """
        )
    }

    private static func insert(
        _ rows: ArraySlice<PlannedRow>,
        of id: ImportID,
        in transaction: Transaction
    ) async throws {
        let encoder = JSONEncoder()
        let changes = try rows.map { JSONText(String(decoding: try encoder.encode($0.changes), as: UTF8.self)) }
        let issues = try rows.map { JSONText(String(decoding: try encoder.encode($0.issues), as: UTF8.self)) }
        let statuses = rows.map { ImportStatus($0.action).rawValue }
        _ = try await transaction.execute(
            """
            INSERT INTO hookswitch.import_item (import_plan_id, row_number, line, slug, name, action, status,
                planned_tenant_id, planned_version, document, sealed, changes, issues)
            SELECT \(id.uuid), r.* FROM unnest(
                \(rows.map { Int32(clamping: $0.index) }), \(rows.map { Int32(clamping: $0.line) }),
                \(rows.map(\.slug)), \(rows.map(\.name)), \(rows.map(\.action.rawValue)), \(statuses),
                \(rows.map { $0.tenantID?.uuid }), \(rows.map(\.version)),
                \(rows.map { $0.document.map { JSONText($0) } }), \(rows.map(\.sealed)), \(changes), \(issues)
            ) AS r
            """
        )
    }
}
