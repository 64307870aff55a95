import Foundation
import Postgres
import Routing

extension CallActivity {
    /// What goes before ``query(of:now:)`` in its transaction. A bitmap is made whole before its first row is read, however
    /// few are wanted.
    static let preparation: Query = "SELECT set_config('enable_bitmapscan', 'off', true)"

    /// The statement that counts the calls of some tenants. Each tenant's are read through the key of decisions, and no more
    /// of them than ``maximumCount``: in no order, for to have one Postgres may read and sort them all.
    static func query(of tenants: [TenantID], now: Moment) -> Query {
        let day = now.advanced(by: .seconds(-86_400))
        let window = now.advanced(by: .zero - DecisionService.defaultWindow)
        let degraded = Outcome.allCases.filter { OutcomeClass($0) == .degraded }.map { "'\($0.rawValue)'" }
        return """
            SELECT t.tenant_id, l.decided_at AS last_call_at, s.call_count, s.routed_count, s.degraded_count
            FROM unnest(\(tenants.map(\.uuid))) AS t (tenant_id)
            LEFT JOIN LATERAL (
                SELECT d.decided_at FROM hookswitch.decision AS d
                WHERE d.tenant_id = t.tenant_id AND d.decided_at >= \(window)
                ORDER BY d.decided_at DESC, d.writer_id DESC, d.sequence DESC LIMIT 1
            ) AS l ON true
            CROSS JOIN LATERAL (
                SELECT count(*) AS call_count, count(*) FILTER (WHERE r.outcome = 'routed') AS routed_count,
                    count(*) FILTER (WHERE r.outcome IN (\(unsafe: degraded.joined(separator: ", ")))) AS degraded_count
                FROM (
                    SELECT d.outcome FROM hookswitch.decision AS d
                    WHERE d.tenant_id = t.tenant_id AND d.decided_at >= \(day) LIMIT \(Self.maximumCount + 1)
                ) AS r
            ) AS s
            """
    }

    /// Reads a row of ``query(of:now:)``.
    init(_ row: Row) throws {
        let count = try row.decode("call_count", as: Int64.self)
        self.calls = min(count, Self.maximumCount)
        self.routed = try row.decode("routed_count", as: Int64.self)
        self.degraded = try row.decode("degraded_count", as: Int64.self)
        self.isPartial = count > Self.maximumCount
        self.lastCallAt = try row.decode("last_call_at", as: Moment?.self)?.rfc3339
    }
}
