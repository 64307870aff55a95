import Foundation
import HookswitchTesting
import Postgres
import Routing
import Testing

@testable import Hookswitch

/// A search reads little more than its page, whatever it asks for and whoever asks: as the roles that ask, with row-level
/// security, on a month of 44,640 decisions.
@Suite struct DecisionSearchPlanTests {
    private static let writer = UUID(high: 0x1111_2222_3333_4444, low: 0x8555_6666_7777_8888)
    private static let tenant = TenantID(UUID(high: 0, low: 7))
    private static let scope = TenantScope(authenticated: Self.tenant)
    private static let some = TenantReach.only([Self.tenant: "a", TenantID(UUID(high: 0, low: 9)): "b"])
    /// What a search may read: twice what two of the 50 tenants have in a month, once by an index and once for its rows.
    private static let bound = 4000
    /// What the search for one caller may read, who has three calls in a month.
    private static let callerBound = 100

    /// Two months with a decision a minute, of 50 tenants with 3 pools each and 20,000 callers. A call in 2000 ends as
    /// `crm_auth`, a call in 1000 is slow.
    private static let script = """
        SELECT hookswitch.ensure_decision_partition(now() - interval '1 month' * n) FROM generate_series(0, 3) n;
        INSERT INTO hookswitch.decision (
            tenant_id, decided_at, writer_id, sequence, decision_id, outcome, pool, tenant_version, caller_fact,
            caller_digest, call_id, duration_us
        )
        SELECT ('00000000-0000-0000-0000-0000000000' || lpad(to_hex(n % 50), 2, '0'))::uuid,
            now() - interval '1 minute' * n, '\(Self.writer)', n + 1, gen_random_uuid(),
            (CASE WHEN n % 2000 = 1999 THEN 'crm_auth' WHEN n % 3 = 0 THEN 'no_match' ELSE 'routed' END)
                ::hookswitch.outcome,
            '+3584' || lpad((n % 50 * 3 + n / 50 % 3)::text, 8, '0'), 1, 'unknown',
            decode(md5((n % 20000)::text), 'hex'), 'call-' || n,
            CASE WHEN n % 1000 = 7 THEN 2500000 ELSE n % 1000 * 100 END
        FROM generate_series(0, 90000) n;
        ANALYZE hookswitch.decision;
        """

    /// Undoes what a test did to the schema.
    private struct Undo: Error {}

    /// Everything that a search can ask for, in every combination, from everybody, one tenant and some tenants.
    private static func searches(now: Moment) throws -> [DecisionSearch] {
        let since = now.advanced(by: .zero - DecisionService.defaultWindow)
        let page = DecisionCursor(decidedAt: now.advanced(by: .seconds(-3 * 86_400)), writer: Self.writer, sequence: 5)
        let pool = try PhoneNumber(parsing: "+358400000022")
        // md5 of the number 7, a caller of the tenant's.
        let digest: [UInt8] = [
            0x8f, 0x14, 0xe4, 0x5f, 0xce, 0xea, 0x16, 0x7a, 0x5a, 0x36, 0xde, 0xdd, 0x4b, 0xea, 0x25, 0x43,
        ]
        let whose: [(TenantScope?, TenantReach)] = [
            (nil, .all), (nil, Self.some), (nil, .only([:])), (Self.scope, .all), (Self.scope, Self.some),
        ]
        let outcomes: [[Outcome]] = [
            [], [.routed], [.crmAuth], [.crmAuth, .shed], [.routed, .noMatch], Outcome.allCases,
            Array(Outcome.allCases.dropFirst(2)),
        ]
        var searches: [DecisionSearch] = []
        for (scope, reach) in whose {
            for outcomes in outcomes {
                for pool in [nil, pool] {
                    for callID in [nil, "call-7"] {
                        for slow in [nil, Int32(10_000), 1_000_000] {
                            // A digest means something within one tenant only, and the service asks for it nowhere else.
                            for digest in scope == nil ? [nil] : [nil, digest] {
                                for before in [nil, page] {
                                    searches.append(
                                        DecisionSearch(
                                            scope: scope,
                                            reach: reach,
                                            before: before,
                                            outcomes: outcomes,
                                            since: since,
                                            until: now,
                                            pool: pool,
                                            callID: callID,
                                            slowerThanMicroseconds: slow,
                                            callerDigest: digest
                                        )
                                    )
                                }
                            }
                        }
                    }
                }
            }
        }
        return searches
    }

    /// Whether a search read no more than it may.
    private static func isQuick(_ reading: PlanReading, _ search: DecisionSearch) -> Bool {
        let bound = search.callerDigest == nil ? Self.bound : Self.callerBound
        return !reading.hasSequentialScan && reading.decisionCount <= bound && reading.months.count <= 3
    }

    @Test func everySearchReadsLittleMoreThanItsPage() async throws {
        try await TestDatabase.withDatabase(filledBy: Self.script) { pool in
            let database = Database(pool: pool)
            let alone = Outcome.allCases.map { DecisionSearch(scope: nil, outcomes: [$0], since: nil, until: .now()) }

            for search in try Self.searches(now: .now()) + alone {
                let reading = try await database.read(search.scope, within: .seconds(30)) { transaction in
                    try await PlanReading(of: DecisionStore.list(search), through: transaction)
                }

                // Without a beginning every month may have to be looked at.
                let isQuick = search.since == nil ? !reading.hasSequentialScan : Self.isQuick(reading, search)
                #expect(isQuick, "\(reading.decisionCount) read, \(reading.months): \(search)")
                #expect(reading.decisionCount <= Self.bound, "\(search)")
            }
        }
    }

    @Test func withoutItsIndexASearchIsSeenToBeSlow() async throws {
        try await TestDatabase.withDatabase(filledBy: Self.script) { pool in
            let now = Moment.now()
            let searches = try Self.searches(now: now).filter { $0.before == nil && $0.reach == .all }
            func first(_ isWanted: (DecisionSearch) -> Bool) throws -> DecisionSearch {
                let found = searches.first(where: isWanted)
                return try #require(found)
            }
            let cases: [(index: String, search: DecisionSearch)] = [
                ("decision_order_idx", try first { $0.scope == nil }),
                ("decision_crm_auth_idx", try first { $0.scope == nil && $0.outcomes == [.crmAuth] }),
                ("decision_call_id_idx", try first { $0.scope == nil && $0.callID != nil }),
                ("decision_slow_idx", try first { $0.scope == nil && ($0.slowerThanMicroseconds ?? 0) > 500_000 }),
                ("decision_caller_idx", try first { $0.callerDigest != nil }),
            ]

            for (index, search) in cases {
                await #expect(throws: Undo.self, "\(index)") {
                    try await pool.withTransaction { transaction in
                        // As the role that asks where there is no scope; of one tenant the owner of the database asks.
                        let role = search.scope == nil ? "SET LOCAL ROLE hookswitch_fleet;" : ""
                        try await transaction.run(script: "DROP INDEX hookswitch.\(index); \(role)")
                        let reading = try await PlanReading(of: DecisionStore.list(search), through: transaction)

                        #expect(!Self.isQuick(reading, search), "\(index): \(reading.decisionCount)")
                        throw Undo()
                    }
                }
            }
        }
    }

    @Test(arguments: [nil] + StatisticsGrouping.allCases.map(Optional.some))
    func countsReadTheirTimeAndTheirTenantsAlone(grouping: StatisticsGrouping?) async throws {
        try await TestDatabase.withDatabase(filledBy: Self.script) { pool in
            let database = Database(pool: pool)
            let now = Moment.now()
            let day = try StatisticsWindow(interval: .hour, since: nil, until: nil, now: now)
            let month = try StatisticsWindow(interval: .day, since: nil, until: nil, now: now)
            let cases: [(StatisticsWindow, TenantScope?, TenantReach)] = [
                (day, nil, .all), (day, nil, Self.some), (month, nil, Self.some), (month, Self.scope, .all),
                (month, Self.scope, Self.some),
            ]

            for (window, scope, reach) in cases {
                let query = StatisticsService.query(window, scope: scope, reach: reach, by: grouping)
                let reading = try await database.read(scope, within: .seconds(30)) { transaction in
                    try await PlanReading(of: query, through: transaction)
                }

                #expect(!reading.hasSequentialScan && reading.decisionCount <= Self.bound, "\(reading)")
            }
        }
    }

    @Test func whatIsNewForAStreamIsReadThroughTheOrderOfDecisions() async throws {
        try await TestDatabase.withDatabase(filledBy: Self.script) { pool in
            let stretch = ShippingCursor.Stretch(writer: Self.writer, after: 0, until: 5)
            let since = Moment.now().advanced(by: .seconds(-600))

            let query = FeedStore.arrivals(of: [stretch], since: since, limit: 1000)
            let reading = try await Database(pool: pool).read(nil, within: .seconds(30)) { transaction in
                try await PlanReading(of: query, through: transaction)
            }

            #expect(!reading.hasSequentialScan && reading.decisionCount <= 100, "\(reading)")
        }
    }
}
