import Foundation
import HookswitchTesting
import Postgres
import Testing

@testable import Hookswitch

/// Sealing a day reads that day's decisions of that tenant and little more, whatever else there is.
@Suite struct SegmentPlanTests {
    private static let writer = UUID(high: 0x1111_2222_3333_4444, low: 0x8555_6666_7777_8888)
    private static let scope = TenantScope(authenticated: TenantID(UUID(high: 0, low: 7)))
    private static let daysAgo: Int32 = 20

    /// Two months with a decision a minute, of 50 tenants: 28 or 29 of each tenant a day. A hundredth came late.
    private static let script = """
        SELECT hookswitch.ensure_decision_partition(now() - interval '1 month' * n) FROM generate_series(0, 3) n;
        INSERT INTO hookswitch.decision (
            tenant_id, decided_at, writer_id, sequence, decision_id, outcome, tenant_version, caller_fact, duration_us,
            late_part
        )
        SELECT ('00000000-0000-0000-0000-0000000000' || lpad(to_hex(n % 50), 2, '0'))::uuid,
            now() - interval '1 minute' * n, '\(Self.writer)', n + 1, gen_random_uuid(), 'routed', 1, 'unknown', 100,
            CASE WHEN n % 5000 = 4957 THEN 1 END
        FROM generate_series(0, 80000) n;
        ANALYZE hookswitch.decision;
        """

    @Test(arguments: [Int16(0), 1], [false, true])
    func aPageReadsTheTenantsDay(part: Int16, isLater: Bool) async throws {
        try await TestDatabase.withDatabase(filledBy: Self.script) { pool in
            let day = UTCDay(number: UTCDay(of: .now()).number - Self.daysAgo)
            let cursor = DecisionCursor(decidedAt: day.start, writer: Self.writer, sequence: 5)
            let query = SegmentedDecision.page(
                of: Self.scope.tenantID.uuid,
                SegmentKey(day: day, part: part),
                after: isLater ? cursor : nil,
                limit: 2000
            )

            let reading = try await Database(pool: pool).inTenant(Self.scope) { transaction in
                try await PlanReading(of: query, through: transaction)
            }

            #expect(!reading.hasSequentialScan)
            #expect(reading.months.count == 1)
            #expect(reading.decisionCount <= 100)
        }
    }

    @Test func lookingForTenantsWithDecisionsProbesEachOnce() async throws {
        try await TestDatabase.withDatabase(filledBy: Self.script) { pool in
            let day = UTCDay(number: UTCDay(of: .now()).number - Self.daysAgo)
            let tenants = (0..<500).map { UUID(high: 0, low: UInt64($0)) }

            let reading = try await Database(pool: pool).inFleet { transaction in
                try await PlanReading(of: DecisionSealer.enroll(tenants, day), through: transaction)
            }

            #expect(!reading.hasSequentialScan)
            // One of each tenant that has some, and here and there one that came late.
            #expect(reading.decisionCount <= 200)
        }
    }
}
