import Foundation
import Postgres

extension TenantReach {
    /// What to select of a row that restricts somebody to tenants by name, by tag or by both: where it is the union, as of this
    /// moment. A tenant's tags are its document's.
    ///
    /// Who is restricted by nothing costs no look at a tenant, and who is, two indexes: `?|` uses `tenant_tags_idx`, which
    /// `jsonb_exists_any` does not.
    ///
    /// - Parameter table: The row's alias; it has `tenant_ids` and `tags`.
    static func columns(of table: Query) -> Query {
        """
        (\(table).tenant_ids IS NOT NULL OR \(table).tags IS NOT NULL) AS is_restricted,
        \(table).tenant_ids::text[] AS tenant_ids, \(table).tags,
        CASE WHEN \(table).tenant_ids IS NULL AND \(table).tags IS NULL THEN '{}' ELSE ARRAY(
            SELECT r.tenant_id::text || ' ' || r.slug FROM (
                SELECT t.tenant_id, t.slug FROM hookswitch.tenant AS t WHERE t.tenant_id = ANY(\(table).tenant_ids)
                UNION
                SELECT t.tenant_id, t.slug FROM hookswitch.tenant AS t WHERE t.document -> 'tags' ?| \(table).tags
            ) AS r ORDER BY r.slug
        ) END AS reached
        """
    }

    /// Reads ``columns(of:)``.
    init(_ row: Row) throws {
        guard try row.decode("is_restricted", as: Bool.self) else {
            self = .all
            return
        }
        var tenants: [TenantID: String] = [:]
        for text in try row.decode("reached", as: [String].self) {
            let parts = text.split(separator: " ", maxSplits: 1)
            // What cannot be read is not reached.
            guard parts.count == 2, let id = UUID(uuidString: String(parts[0])) else { continue }
            tenants[TenantID(id)] = String(parts[1])
        }
        self = .only(tenants)
    }

    /// The condition that leaves only rows of people and tokens that work nowhere but in these tenants. Those restricted by tag
    /// are none of them: what they reach may grow.
    ///
    /// - Parameter table: The row's alias; it has `tenant_ids` and `tags`.
    func condition(containing table: Query) -> Query {
        switch self {
        case .all: "true"
        case .only(let tenants): "(\(table).tags IS NULL AND \(table).tenant_ids <@ \(tenants.keys.map(\.uuid)))"
        }
    }
}
