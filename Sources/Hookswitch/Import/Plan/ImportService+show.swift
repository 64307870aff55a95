import Foundation
import Postgres

extension ImportService {
    /// Shows a plan.
    ///
    /// - Throws: ``ImportError/unknownPlan``; a `PostgresError`.
    public func show(_ id: ImportID, for actor: Operator) async throws -> ImportView {
        try await self.database.inFleet { transaction in
            let rows = try await transaction.query(
                """
                SELECT p.actor, p.format, p.row_count, p.created_at, p.expires_at
                FROM hookswitch.import_plan AS p WHERE p.import_plan_id = \(id.uuid) AND \(Self.condition(actor))
                """
            )
            guard let row = rows.first else { throw ImportError.unknownPlan }
            let counts = try await transaction.query(
                """
                SELECT action, status, count(*) AS count FROM hookswitch.import_item
                WHERE import_plan_id = \(id.uuid) GROUP BY action, status
                """
            )
            var actions = ImportView.Actions()
            var statuses = ImportView.Statuses()
            for row in counts {
                let count = Int(try row.decode("count", as: Int64.self))
                actions.add(count, of: ImportAction(rawValue: try row.decode("action", as: String.self)))
                statuses.add(count, of: ImportStatus(rawValue: try row.decode("status", as: String.self)))
            }
            return ImportView(
                id: id.description,
                format: ImportFormat(rawValue: try row.decode("format", as: String.self)) ?? .yaml,
                rowCount: Int(try row.decode("row_count", as: Int32.self)),
                actions: actions,
                statuses: statuses,
                createdBy: try row.decode("actor", as: String.self),
                createdAt: try row.decode("created_at", as: Date.self).rfc3339,
                expiresAt: try row.decode("expires_at", as: Date.self).rfc3339
            )
        }
    }

    /// Lists rows of a plan, in the order of the file.
    ///
    /// - Parameters:
    ///   - status: Only rows that are so far; `nil` is all.
    ///   - action: Only rows that would do this; `nil` is all.
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The `next` of the page before.
    /// - Throws: ``ImportError/unknownPlan``; a `PostgresError`.
    public func items(
        of id: ImportID,
        status: ImportStatus?,
        action: ImportAction?,
        limit: Int,
        after: Int32?,
        for actor: Operator
    ) async throws -> ImportItemPage {
        let limit = min(max(limit, 1), Self.maximumPageSize)
        return try await self.database.inFleet { transaction in
            let plans = try await transaction.query(
                """
                SELECT 1 FROM hookswitch.import_plan AS p
                WHERE p.import_plan_id = \(id.uuid) AND \(Self.condition(actor))
                """
            )
            guard !plans.isEmpty else { throw ImportError.unknownPlan }
            let rows = try await transaction.query(
                """
                SELECT \(ImportItemView.columns) FROM hookswitch.import_item AS i
                WHERE i.import_plan_id = \(id.uuid) AND i.row_number > \(after ?? -1)
                    AND (\(status?.rawValue as String?)::text IS NULL OR i.status = \(status?.rawValue as String?))
                    AND (\(action?.rawValue as String?)::text IS NULL OR i.action = \(action?.rawValue as String?))
                ORDER BY i.row_number LIMIT \(Int64(limit + 1))
                """
            )
            let items = try rows.prefix(limit).map { try ImportItemView($0) }
            return ImportItemPage(
                data: items,
                next: rows.count > limit ? items.last.map { Int32(clamping: $0.row) } : nil
            )
        }
    }
}

extension ImportView.Actions {
    /// Counts rows that would do something.
    mutating func add(_ count: Int, of action: ImportAction?) {
        switch action {
        case .create: self.create += count
        case .change: self.change += count
        case .same: self.same += count
        case .invalid: self.invalid += count
        case nil: break
        }
    }
}

extension ImportView.Statuses {
    /// Counts rows that are so far.
    mutating func add(_ count: Int, of status: ImportStatus?) {
        switch status {
        case .pending: self.pending += count
        case .applied: self.applied += count
        case .failed: self.failed += count
        case .unchanged: self.unchanged += count
        case .refused: self.refused += count
        case nil: break
        }
    }
}
