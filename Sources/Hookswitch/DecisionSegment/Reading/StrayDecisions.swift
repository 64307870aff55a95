import Foundation
import Postgres

/// Decisions in the database that belong to no segment, though their day is closed: no server of ours puts any there.
struct StrayDecisions: Hashable, Sendable {
    /// The kind of line in an export.
    static let lineType = "stray"
    private static let names = ["type", "tenant_id", "day", "part"]

    let tenant: TenantID
    /// The segment that there would have to be.
    let key: SegmentKey

    /// The tenant's: marked as come late for an addition that there is not, or on time on a day without a segment. One row for
    /// each such segment; a probe of the primary key for each day, and what came late along its index.
    ///
    /// The days' bounds are columns of a step of their own: compared with an expression that row-level security does not trust
    /// (a time zone's is one), `decided_at` would be no condition of the index, and each day would read all of the tenant's.
    static func query(of tenant: UUID) -> Query {
        """
        WITH closed AS MATERIALIZED (
            SELECT c.day, c.day::timestamp AT TIME ZONE 'UTC' AS begins_at,
                (c.day + 1)::timestamp AT TIME ZONE 'UTC' AS ends_at
            FROM hookswitch.decision_day AS c
            WHERE c.enrolled_at IS NOT NULL AND NOT EXISTS (
                SELECT FROM hookswitch.decision_segment AS s
                WHERE s.tenant_id = \(tenant) AND s.day = c.day AND s.part = 0
            )
        )
        SELECT (late.day - DATE '1970-01-01') AS day, late.part FROM (
            SELECT DISTINCT (decided_at AT TIME ZONE 'UTC')::date AS day, late_part AS part FROM hookswitch.decision
            WHERE tenant_id = \(tenant) AND late_part IS NOT NULL
        ) AS late
        WHERE NOT EXISTS (
            SELECT FROM hookswitch.decision_segment AS s
            WHERE s.tenant_id = \(tenant) AND s.day = late.day AND s.part = late.part
        )
        UNION ALL
        SELECT (closed.day - DATE '1970-01-01'), 0::smallint FROM closed
        CROSS JOIN LATERAL (
            SELECT FROM hookswitch.decision AS d
            WHERE d.tenant_id = \(tenant) AND d.decided_at >= closed.begins_at AND d.decided_at < closed.ends_at
                AND d.late_part IS NULL
            ORDER BY d.decided_at LIMIT 1
        ) AS some_decision
        ORDER BY 1, 2
        """
    }

    init(_ row: Row, of tenant: TenantID) throws {
        self.tenant = tenant
        self.key = SegmentKey(day: UTCDay(number: try row.decode("day")), part: try row.decode("part"))
    }

    /// The finding as a line of an export has it.
    var members: [String: AuditValue] {
        [
            "type": .text(Self.lineType),
            "tenant_id": .text(self.tenant.description),
            "day": .text(self.key.day.description),
            "part": .integer(Int64(self.key.part)),
        ]
    }

    /// Reads ``members``, strictly.
    init(members: [String: AuditValue]) throws(AuditLineError) {
        for name in members.keys.sorted() where !Self.names.contains(name) { throw .unknown(name) }
        self.tenant = try AuditLineError.read("tenant_id", members) { value -> TenantID? in
            guard case .tenant(let id)? = value.text.flatMap(AuditChainID.init(parsing:)) else { return nil }
            return id
        }
        self.key = SegmentKey(
            day: try AuditLineError.read("day", members) { $0.text.flatMap(UTCDay.init(parsing:)) },
            part: try AuditLineError.read("part", members) { $0.integer.flatMap(Int16.init(exactly:)) }
        )
    }
}
