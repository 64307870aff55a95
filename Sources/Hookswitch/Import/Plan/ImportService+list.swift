import Foundation
import Postgres

extension ImportService {
    /// Lists plans that are kept, newest first: all, or where the operator's token is restricted to tenants, its own.
    ///
    /// - Parameters:
    ///   - limit: How many, 1 to ``maximumPageSize``; others become the nearest.
    ///   - after: The last of the page before.
    /// - Throws: A `PostgresError`.
    public func list(limit: Int, after: ImportID?, for actor: Operator) async throws -> ImportEntryPage {
        let limit = min(max(limit, 1), Self.maximumPageSize)
        let query = Self.query(after: after, limit: limit + 1, for: actor)
        let rows = try await self.database.inFleet { try await $0.query(query) }
        let entries = try rows.prefix(limit).map { row in
            ImportEntry(
                id: ImportID(try row.decode("import_plan_id", as: UUID.self)).description,
                format: ImportFormat(rawValue: try row.decode("format", as: String.self)) ?? .yaml,
                rowCount: Int(try row.decode("row_count", as: Int32.self)),
                isPending: try row.decode("is_pending", as: Bool.self),
                createdBy: try row.decode("actor", as: String.self),
                createdAt: try row.decode("created_at", as: Date.self).rfc3339,
                expiresAt: try row.decode("expires_at", as: Date.self).rfc3339
            )
        }
        return ImportEntryPage(data: entries, next: rows.count > limit ? entries.last?.id : nil)
    }

    /// The statement of a page. The identities begin with their time. Each plan is looked at by itself: with EXISTS Postgres may
    /// read the rows of all plans.
    static func query(after: ImportID?, limit: Int, for actor: Operator) -> Query {
        var query: Query = """
            SELECT p.import_plan_id, p.format, p.row_count, p.actor, p.created_at, p.expires_at,
                i.import_plan_id IS NOT NULL AS is_pending
            FROM hookswitch.import_plan AS p LEFT JOIN LATERAL (
                SELECT i.import_plan_id FROM hookswitch.import_item AS i
                WHERE i.import_plan_id = p.import_plan_id AND i.status = 'pending' LIMIT 1
            ) AS i ON true WHERE \(Self.condition(actor))
            """
        if let after { query = "\(query) AND p.import_plan_id < \(after.uuid)" }
        return "\(query) ORDER BY p.import_plan_id DESC LIMIT \(Int64(limit))"
    }
}
