import Foundation
import Postgres

extension AuditSearch {
    /// The statement of the search; it goes along an index and stops when it has enough.
    ///
    /// - Parameters:
    ///   - chain: Only this chain; `nil` is all.
    ///   - reach: Only records of these tenants.
    ///   - cursor: Where the page before ended.
    func query(in chain: AuditChainID?, within reach: TenantReach, before cursor: AuditCursor?) -> Query {
        var query: Query = """
            SELECT \(AuditRow.columns), t.slug FROM hookswitch.audit_record AS r
            LEFT JOIN hookswitch.tenant AS t ON t.tenant_id = r.tenant_id 
            WHERE \(reach.condition(on: "r.tenant_id"))
            """
        if let chain { query.append(" AND r.tenant_id = \(chain.uuid)" as Query) }
        if let cursor {
            query.append(
                " AND (r.recorded_at, r.audit_id) < (\(cursor.recordedAt), \(cursor.id.uuid))" as Query
            )
        }
        if let since { query.append(" AND r.recorded_at >= \(since)" as Query) }
        if let until { query.append(" AND r.recorded_at < \(until)" as Query) }
        if let action { query.append(" AND r.action = \(action)" as Query) }
        if let subject { query.append(" AND r.subject = ANY(\(AuditSubject.texts(for: subject)))" as Query) }
        if let actor {
            let texts = ["token " + actor, "operator " + actor, "local " + actor]
            if let id = UUID(uuidString: actor) {
                query.append(" AND (r.token_id = \(id) OR r.actor = ANY(\(texts)))" as Query)
            } else {
                query.append(" AND r.actor = ANY(\(texts))" as Query)
            }
        }
        query.append(" ORDER BY r.recorded_at DESC, r.audit_id DESC LIMIT \(Int64(self.limit + 1))" as Query)
        return query
    }
}
