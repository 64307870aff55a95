import Foundation
import Postgres

/// Decisions that come after their day was closed, from a server that was cut off: they go into an addition to the day's
/// segment, which is sealed later.
///
/// Whoever ships holds ``ShippingLock``, and whoever closes a day or an addition holds it alone: so what is open here stays
/// open until the commit.
enum LateDecisions {
    /// Opens an addition for each tenant and day that needs one and has none. Where nothing is late, which is nearly always,
    /// this is one look into an index for each day.
    static func openAdditions(for decisions: [SpooledDecision]) -> Query {
        let days = Set(decisions.map { TenantDay(tenant: $0.tenantID.uuid, day: UTCDay(of: $0.decidedAt)) })
        return """
            INSERT INTO hookswitch.decision_segment (tenant_id, day, part, state)
            SELECT late.tenant_id, late.day, coalesce(max(s.part), 0) + 1, 'open'
            FROM (
                SELECT entry.tenant_id, closed.day FROM hookswitch.decision_day AS closed
                JOIN unnest(\(days.map(\.tenant)), \(days.map(\.day.number))) AS entry (tenant_id, number)
                    ON closed.day = DATE '1970-01-01' + entry.number
                WHERE closed.day = ANY(
                    SELECT DATE '1970-01-01' + number FROM unnest(\(Array(Set(days.map(\.day.number))))) AS number
                )
            ) AS late
            LEFT JOIN hookswitch.decision_segment AS s ON s.tenant_id = late.tenant_id AND s.day = late.day
            WHERE NOT EXISTS (
                SELECT FROM hookswitch.offboarding AS o
                WHERE o.tenant_id = late.tenant_id AND o.state IN ('destroying', 'destroyed')
            )
            GROUP BY late.tenant_id, late.day
            HAVING bool_or(s.state = 'open') IS NOT TRUE
            ORDER BY late.tenant_id, late.day
            ON CONFLICT DO NOTHING
            """
    }

    /// Finds the open addition, as `late`, of a decision `entry`. There are few open ones, and mostly none.
    static let join: Query = """
        LEFT JOIN hookswitch.decision_segment AS late ON late.tenant_id = entry.tenant_id
            AND late.day = (entry.decided_at AT TIME ZONE 'UTC')::date AND late.state = 'open'
        """

    private struct TenantDay: Hashable {
        let tenant: UUID
        let day: UTCDay
    }
}
