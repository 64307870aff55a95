import Foundation
import HookswitchTesting
import Postgres
import Routing
import Testing

@testable import Hookswitch

/// A search reads through an index, whatever it asks for, and only the months of its window.
@Suite struct DecisionSearchPlanTests {
    private static let writer = UUID(high: 0x1111_2222_3333_4444, low: 0x8555_6666_7777_8888)
    private static let tenant = TenantID(UUID(high: 0, low: 7))

    /// Six months of decisions of 50 tenants and some 2000 callers.
    private static let script = """
        SELECT hookswitch.ensure_decision_partition(now() - interval '1 month' * n) FROM generate_series(0, 6) n;
        INSERT INTO hookswitch.decision (
            tenant_id, decided_at, writer_id, sequence, decision_id, outcome, tenant_version, caller_fact, caller_digest,
            call_id, duration_us
        )
        SELECT ('00000000-0000-0000-0000-0000000000' || lpad(to_hex(n % 50), 2, '0'))::uuid,
            now() - interval '4 minutes' * n, '\(writer)', n + 1, gen_random_uuid(),
            (CASE WHEN n % 10 = 0 THEN 'routed' ELSE 'no_match' END)::hookswitch.outcome, 1, 'unknown',
            decode(md5((n % 2000)::text), 'hex'), 'call-' || n, n % 1000
        FROM generate_series(0, 60000) n;
        ANALYZE hookswitch.decision;
        """

    @Test func everySearchGoesThroughAnIndexAndReadsItsMonthsAlone() async throws {
        try await TestDatabase.withDatabase { pool in
            try await pool.withTransaction { try await $0.run(script: Self.script) }
            let now = Moment.now()
            let since = now.advanced(by: .zero - DecisionService.defaultWindow)
            let scope = TenantScope(authenticated: Self.tenant)
            let digest = [UInt8](repeating: 7, count: 16)
            let searches = [
                DecisionSearch(scope: nil, since: since, until: now),
                DecisionSearch(scope: nil, outcomes: [.routed, .noMatch], since: since, until: now),
                DecisionSearch(scope: scope, since: since, until: now),
                DecisionSearch(scope: scope, since: since, until: now, slowerThanMicroseconds: 10),
                DecisionSearch(scope: scope, since: since, until: now, callerDigest: digest),
                DecisionSearch(scope: nil, since: since, until: now, callID: "call-5"),
                DecisionSearch(scope: scope, since: since, until: now, callID: "call-7"),
            ]

            for search in searches {
                let query = DecisionStore.list(search)
                let plan = try await pool.withTransaction { transaction in
                    try await transaction.query("EXPLAIN \(query)").map {
                        try $0.decode("QUERY PLAN", as: String.self)
                    }
                    .joined(separator: "\n")
                }
                #expect(plan.contains("Index"), "\(plan)")
                #expect(!plan.contains("Seq Scan"), "\(plan)")
                let months = Set(plan.matches(of: /on decision_\d{4}_\d{2}/).map { String($0.output) })
                #expect((1...3).contains(months.count), "\(plan)")
            }
        }
    }

    @Test func whatIsNewForAStreamIsReadThroughTheOrderOfDecisions() async throws {
        try await TestDatabase.withDatabase { pool in
            try await pool.withTransaction { try await $0.run(script: Self.script) }
            let stretch = ShippingCursor.Stretch(writer: Self.writer, after: 0, until: 5)
            let since = Moment.now().advanced(by: .seconds(-600))

            let query = FeedStore.arrivals(of: [stretch], since: since, limit: 1000)
            let plan = try await pool.withTransaction { transaction in
                try await transaction.query("EXPLAIN \(query)").map { try $0.decode("QUERY PLAN", as: String.self) }
                    .joined(separator: "\n")
            }

            #expect(!plan.contains("Seq Scan on decision"), "\(plan)")
            #expect(plan.contains("decided_at_writer_id_sequence_idx"), "\(plan)")
        }
    }
}
