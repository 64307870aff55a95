import Foundation
import Postgres

extension TenantReach {
    /// What to select of a row that restricts somebody to tenants by name, by tag or by both: where it is the union, as of this
    /// moment. A tenant's tags are its document's.
    ///
    /// - Parameter table: The row's alias; it has `tenant_ids` and `tags`.
    static func columns(of table: Query) -> Query {
        let isReached: Query =
            "(t.tenant_id = ANY(\(table).tenant_ids) OR jsonb_exists_any(t.document -> 'tags', \(table).tags))"
        return """
            (\(table).tenant_ids IS NOT NULL OR \(table).tags IS NOT NULL) AS is_restricted, \(table).tags,
            ARRAY(SELECT t.tenant_id FROM hookswitch.tenant AS t WHERE \(isReached) ORDER BY t.slug) AS tenant_ids,
            ARRAY(SELECT t.slug FROM hookswitch.tenant AS t WHERE \(isReached) ORDER BY t.slug) AS slugs
            """
    }

    /// Reads ``columns(of:)``.
    init(_ row: Row) throws {
        let ids = try row.decode("tenant_ids", as: [UUID].self).map { TenantID($0) }
        let slugs = try row.decode("slugs", as: [String].self)
        self =
            try row.decode("is_restricted", as: Bool.self)
            ? .only(Dictionary(zip(ids, slugs), uniquingKeysWith: { first, _ in first })) : .all
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
