import Foundation
import Postgres

extension Checklist.Calls {
    /// So many of the newest calls are looked at for one that the CRM answered: a day of a busy customer.
    static let lookedAtCount: Int64 = 1000

    /// The statement that finds out of some tenants when the last call was, and whether the CRM answered for one of the newest.
    /// It stops at the first such: where a caller was sought and found, not found, or found twice.
    static func query(of tenants: [TenantID], now: Moment) -> Query {
        let window = now.advanced(by: .zero - DecisionService.defaultWindow)
        return """
            SELECT t.tenant_id, l.decided_at AS last_at, EXISTS (
                SELECT FROM (
                    SELECT d.lookup IS NOT NULL AND d.outcome IN ('routed', 'no_match', 'no_rule', 'ambiguous') AS is_answered
                    FROM hookswitch.decision AS d
                    WHERE d.tenant_id = t.tenant_id AND d.decided_at >= \(window)
                    ORDER BY d.decided_at DESC, d.writer_id DESC, d.sequence DESC LIMIT \(Self.lookedAtCount)
                ) AS r WHERE r.is_answered
            ) AS is_answered
            FROM unnest(\(tenants.map(\.uuid))) AS t (tenant_id)
            LEFT JOIN LATERAL (
                SELECT d.decided_at FROM hookswitch.decision AS d
                WHERE d.tenant_id = t.tenant_id AND d.decided_at >= \(window)
                ORDER BY d.decided_at DESC, d.writer_id DESC, d.sequence DESC LIMIT 1
            ) AS l ON true
            """
    }

    /// Reads a row of ``query(of:now:)``.
    init(_ row: Row) throws {
        self.init(
            lastAt: try row.decode("last_at", as: Moment?.self),
            isAnswered: try row.decode("is_answered", as: Bool.self)
        )
    }
}
