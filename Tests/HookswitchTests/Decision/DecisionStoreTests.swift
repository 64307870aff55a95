import Foundation
import HookswitchTesting
import Postgres
import Routing
import Testing
@testable import Hookswitch

@Suite struct DecisionStoreTests {
    static let acme = TenantID(UUID(high: 0xA, low: 1))
    static let other = TenantID(UUID(high: 0xB, low: 1))
    static let writer = UUID(high: 0x1111_2222_3333_4444, low: 0x8555_6666_7777_8888)

    /// Decisions made by hand: `(tenant, microseconds before now, outcome)` in the order of their sequences.
    struct Bundle {
        let store: DecisionStore
        let pool: ConnectionPool
        let now: Moment
        var ids: [DecisionID] = []

        init(_ pool: ConnectionPool, _ decisions: [(TenantID, Int64, Outcome)]) async throws {
            let database = Database(pool: pool)
            self.store = DecisionStore(database: database)
            self.pool = pool
            self.now = .now()
            var entries: [SpoolEntry] = []
            for (index, (tenant, age, outcome)) in decisions.enumerated() {
                let moment = Moment(microseconds: self.now.microseconds - age)
                let record = try SpoolFixture.record(tenant: tenant, at: moment, outcome: outcome)
                let sequence = Int64(index + 1)
                entries.append(.decision(SpooledDecision(record, sequence: sequence)))
                self.ids.append(DecisionID(decidedAt: moment, writer: writer, sequence: sequence))
            }
            try await DecisionLedger(database: database).insert(entries, of: writer, after: 0)
        }

        /// The plan of a statement as the server tells it.
        ///
        /// - Parameter isLarge: Whether to plan as for a table too large to be read whole; a test has no time to fill one.
        func explain(_ query: Query, isLarge: Bool = false) async throws -> String {
            try await self.pool.withTransaction { transaction in
                if isLarge { try await transaction.execute("SET LOCAL enable_seqscan = off") }
                return try await transaction.query("EXPLAIN \(query)").map {
                    try $0.decode("QUERY PLAN", as: String.self)
                }
                .joined(separator: "\n")
            }
        }
    }

    private static func scope(_ tenant: TenantID) -> TenantScope {
        TenantScope(authenticated: tenant)
    }

    @Test func pagesGoFromTheNewestToTheOldestEachDecisionOnceEqualMomentsToo() async throws {
        try await TestDatabase.withDatabase { pool in
            // Groups of five have the same microsecond.
            let bundle = try await Bundle(pool, (0..<43).map { (Self.acme, Int64($0 / 5) * 1000, .routed) })

            for scope in [Self.scope(Self.acme), nil] {
                var found: [DecisionRow] = []
                var before: DecisionCursor?
                for _ in 0..<100 {
                    let page = try await bundle.store.list(DecisionSearch(scope: scope, limit: 7, before: before))
                    found += page
                    before = page.last?.cursor
                    if page.count < 7 { break }
                }

                #expect(Set(found.map(\.id)) == Set(bundle.ids) && found.count == 43)
                #expect(
                    zip(found, found.dropFirst()).allSatisfy {
                        ($0.decidedAt, $0.sequence) > ($1.decidedAt, $1.sequence)
                    }
                )
            }
        }
    }

    @Test func aTenantSeesItsOwnDecisionsAndNoOthersByListAndById() async throws {
        try await TestDatabase.withDatabase { pool in
            let bundle = try await Bundle(pool, [(Self.acme, 10, .routed), (Self.other, 20, .routed)])

            let mine = try await bundle.store.list(DecisionSearch(scope: Self.scope(Self.acme)))

            #expect(mine.map(\.id) == [bundle.ids[0]])
            #expect(try await bundle.store.find(bundle.ids[0], in: Self.scope(Self.acme)) != nil)
            #expect(try await bundle.store.find(bundle.ids[1], in: Self.scope(Self.acme)) == nil)
            #expect(try await bundle.store.find(bundle.ids[1])?.tenantID == Self.other)
            #expect(try await bundle.store.list(DecisionSearch(scope: nil)).map(\.tenantID) == [Self.acme, Self.other])
        }
    }

    @Test func outcomeTimeAndCallerNarrowTheList() async throws {
        try await TestDatabase.withDatabase { pool in
            let day: Int64 = 86_400_000_000
            let bundle = try await Bundle(
                pool,
                [(Self.acme, 0, .routed), (Self.acme, day, .noMatch), (Self.acme, 40 * day, .noMatch)]
            )
            func list(_ outcome: Outcome?, _ since: Moment?, _ digest: [UInt8]?) async throws -> [DecisionID] {
                let scoped = try await bundle.store.list(
                    DecisionSearch(scope: Self.scope(Self.acme), outcome: outcome, since: since, callerDigest: digest)
                )
                let fleet = try await bundle.store.list(
                    DecisionSearch(scope: nil, outcome: outcome, since: since, callerDigest: digest)
                )
                #expect(scoped == fleet)
                return scoped.map(\.id)
            }

            #expect(try await list(.noMatch, nil, nil) == [bundle.ids[1], bundle.ids[2]])
            #expect(
                try await list(.noMatch, Moment(microseconds: bundle.now.microseconds - 2 * day), nil) == [
                    bundle.ids[1]
                ]
            )
            #expect(
                try await list(nil, Moment(microseconds: bundle.now.microseconds - day), nil) == Array(bundle.ids[..<2])
            )
            #expect(try await list(nil, nil, [UInt8](repeating: 7, count: 16)).count == 3)
            #expect(try await list(nil, nil, [1]) == [])
            #expect(try await list(.shed, nil, nil) == [])
            #expect(try await list(nil, Moment(microseconds: .max), nil) == [])
        }
    }

    @Test(arguments: [(-5, 1), (0, 1), (50, 50), (200, 200), (Int.max, 200)])
    func aLimitOutsideItsBoundsBecomesTheNearest(limit: Int, expected: Int) {
        #expect(DecisionSearch(scope: nil, limit: limit).limit == expected)
    }

    @Test func anIdThatNamesNothingIsNotFound() async throws {
        try await TestDatabase.withDatabase { pool in
            let store = DecisionStore(database: Database(pool: pool))

            for uuid in [UUID(high: 0, low: 0), UUID(high: .max, low: .max), UUID()] {
                let found = try await store.find(DecisionID(uuid))
                #expect(found == nil)
            }
        }
    }

    @Test func listGoesThroughThePrimaryKeyAndFindReadsOnePartition() async throws {
        try await TestDatabase.withDatabase { pool in
            let bundle = try await Bundle(pool, [(Self.acme, 0, .routed)])
            try await pool.withTransaction { transaction in
                try await transaction.run(
                    script: """
                        SELECT hookswitch.ensure_decision_partition(now() - interval '1 month' * n) FROM generate_series(0, 2) n;
                        INSERT INTO hookswitch.decision (
                            tenant_id, decided_at, writer_id, sequence, decision_id, outcome, tenant_version, caller_fact,
                            duration_us
                        )
                        SELECT ('00000000-0000-0000-0000-0000000000' || lpad(to_hex(n % 50), 2, '0'))::uuid,
                            now() - interval '4 minutes' * n, '\(Self.writer)', n + 10, gen_random_uuid(), 'routed', 1,
                            'unknown', 1
                        FROM generate_series(0, 20000) n;
                        ANALYZE hookswitch.decision;
                        """
                )
            }
            let search = DecisionSearch(
                scope: Self.scope(Self.acme),
                before: DecisionCursor(decidedAt: bundle.now, writer: Self.writer, sequence: 5)
            )

            let list = try await bundle.explain(DecisionStore.list(search))
            let find = try await bundle.explain(DecisionStore.find(bundle.ids[0]), isLarge: true)
            let own = try await bundle.explain(DecisionStore.find(bundle.ids[0], in: Self.scope(Self.acme)))

            #expect(list.contains("Index Scan Backward using decision_") && list.contains("_pkey"))
            #expect(!list.contains("Seq Scan") && !list.contains("Sort"))
            for plan in [find, own] {
                #expect(Set(plan.matches(of: /decision_\d{4}_\d{2}/).map(\.output)).count == 1)
                #expect(!plan.contains("Seq Scan"))
            }
            #expect(find.contains("decided_at_writer_id_sequence_idx"))
            // Both lead to one row; which is taken is for the planner's statistics to say.
            #expect(own.contains("_pkey") || own.contains("decided_at_writer_id_sequence_idx"))
        }
    }
}
