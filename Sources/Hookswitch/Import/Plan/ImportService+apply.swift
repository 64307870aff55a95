import Foundation
import Postgres

extension ImportService {
    /// Looks whether a plan still holds, so that it can be applied, or gone on with.
    ///
    /// - Parameters:
    ///   - dryRun: Whether all that is applied is undone at once, row by row.
    ///   - concurrency: How many rows are applied at once, of ``ImportLimits/concurrentRowCounts``; others become the nearest.
    /// - Throws: ``ImportError``; a `PostgresError`.
    public func prepareApply(
        _ id: ImportID,
        by actor: Operator,
        dryRun: Bool = false,
        concurrency: Int = ImportLimits.concurrentRowCount
    ) async throws -> ImportRun {
        let widths = ImportLimits.concurrentRowCounts
        let width = min(max(concurrency, widths.lowerBound), widths.upperBound)
        return try await self.database.inFleet { transaction in
            let plans = try await transaction.query(
                """
                SELECT 1 FROM hookswitch.import_plan AS p
                WHERE p.import_plan_id = \(id.uuid) AND \(Self.condition(actor))
                """
            )
            guard !plans.isEmpty else { throw ImportError.unknownPlan }
            let pending = try await transaction.query(
                """
                SELECT row_number FROM hookswitch.import_item
                WHERE import_plan_id = \(id.uuid) AND status = 'pending' ORDER BY row_number
                """
            ).map { try $0.decode("row_number", as: Int32.self) }
            // What is done is done, whatever has moved since.
            if !pending.isEmpty {
                let stale = try await Self.stale(id, in: transaction)
                guard stale.isEmpty else { throw ImportError.stale(stale) }
            }
            return ImportRun(
                id: id,
                pending: pending,
                actor: actor,
                service: self,
                isDryRun: dryRun,
                width: width
            )
        }
    }

    /// The rows whose tenants are no longer as the plan saw them. One statement sees one moment: a row that is being applied
    /// elsewhere is either pending with its tenant as it was, or done.
    private static func stale(_ id: ImportID, in transaction: Transaction) async throws -> [ImportIssue] {
        let rows = try await transaction.query(
            """
            SELECT i.row_number, i.line, i.action, i.planned_version, t.version, o.tenant_id IS NOT NULL AS is_taken,
                t.tenant_id IS NOT DISTINCT FROM i.planned_tenant_id AS is_same_tenant
            FROM hookswitch.import_item AS i LEFT JOIN hookswitch.tenant AS t ON t.slug = i.slug
            LEFT JOIN hookswitch.tenant AS o ON o.document ->> 'externalId' = i.document ->> 'externalId'
                AND o.tenant_id <> i.planned_tenant_id
            WHERE i.import_plan_id = \(id.uuid) AND i.status IN ('pending', 'unchanged') AND (
                o.tenant_id IS NOT NULL OR CASE
                    WHEN i.action = 'create' THEN t.tenant_id IS NOT NULL
                    ELSE t.tenant_id IS DISTINCT FROM i.planned_tenant_id OR t.version IS DISTINCT FROM i.planned_version
                END
            )
            ORDER BY i.row_number LIMIT \(Int64(ImportLimits.maximumNamedCount))
            """
        )
        return try rows.map { row in
            let planned = try row.decode("planned_version", as: Int32?.self)
            let version = try row.decode("version", as: Int32?.self)
            let isSameTenant = try row.decode("is_same_tenant", as: Bool.self)
            return .stale(
                row: Int(try row.decode("row_number", as: Int32.self)),
                line: try row.decode("line", as: Int32?.self).map(Int.init),
                try row.decode("is_taken", as: Bool.self)
                    ? "another tenant has the external id of the row now"
                    : Self.sentence(planned: planned, version: version, isSameTenant: isSameTenant)
            )
        }
    }

    private static func sentence(planned: Int32?, version: Int32?, isSameTenant: Bool) -> String {
        guard let planned else { return "the plan would make the tenant, and there is one of this slug now" }
        guard let version, isSameTenant else { return "the tenant that the plan saw is gone" }
        return "the plan saw version \(planned) of the tenant, and now it is \(version)"
    }
}
