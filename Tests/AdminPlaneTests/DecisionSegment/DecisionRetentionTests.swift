import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Months of decisions whose time is over.
@Suite(.lentDatabase) struct DecisionRetentionTests {
    /// A day whose month has been over for a month, at least.
    private static let old: Int32 = 75

    private static let months: Query = """
        SELECT count(*) AS count FROM pg_inherits WHERE inhparent = 'hookswitch.decision'::regclass
        """

    private static let drops: Query = "SELECT count(*) AS count FROM hookswitch.decision_drop"

    private static func make(in bundle: AdminBundle) async throws -> TenantScope {
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        for daysAgo in [Self.old, 3, 2] { try await bundle.shipDay(daysAgo, count: 5, of: scope) }
        return scope
    }

    @Test func anOldMonthIsDroppedAndTheRestStillVerifies() async throws {
        let bundle = try await AdminBundle()
        _ = try await Self.make(in: bundle)
        try await bundle.sealAll()
        let head = bundle.verifySegments(try await bundle.segments(of: "acme")).tenants.first?.head
        let saved = try #require(head.flatMap(SegmentHead.init(parsing:)))
        let monthCount = try await bundle.count(Self.months)

        let dropped = try await bundle.retention(days: 30).runOnce()
        let again = try await bundle.retention(days: 30).runOnce()

        #expect(dropped == 1)
        #expect(again == 0)
        #expect(try await bundle.count(Self.months) == monthCount - 1)
        let export = try await bundle.segments(of: "acme")
        let verdict = bundle.verifySegments(export, saved: [saved])
        #expect(verdict.isIntact, "\(verdict.faults)")
        #expect(verdict.tenants.map(\.segmentCount) == [3])
        #expect(verdict.tenants.map(\.droppedSegmentCount) == [1])
        #expect(verdict.tenants.map(\.droppedDecisionCount) == [5])
        #expect(verdict.tenants.map(\.decisionCount) == [10])
        let list = try await bundle.send(.get, "/api/v1/tenants/acme/decision-segments")
        try APIDescription().expect(list, toBe: "DecisionSegmentList")
        #expect(try list.elements.map { $0["dropped_at"] == nil } == [true, true, false])
        // Without the signed drop it would be a deletion.
        let undropped = export.split(separator: "\n").filter { !$0.contains("dropped_at") }.joined(separator: "\n")
        #expect(bundle.verifySegments(undropped).faults.map(\.segment) == [1])
        let audit = try await bundle.send(.get, "/api/v1/audit?action=decision.drop").elements
        #expect(audit.count == 1)
        #expect(audit.first?["chain"] == .text("installation"))
        let chain = try await bundle.send(.get, "/api/v1/audit/export")
        #expect(try bundle.verify(chain.text).isIntact)
    }

    @Test func nothingIsDroppedBeforeItIsSealedAndNothingWithoutRetention() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make(in: bundle)

        #expect(try await bundle.retention(days: 30).runOnce() == 0)
        try await bundle.sealAll()
        // Something came late, and waits to be sealed.
        try await bundle.shipDay(Self.old, count: 1, of: scope)
        #expect(try await bundle.retention(days: 30).runOnce() == 0)
        try await bundle.sealAll()

        #expect(try await bundle.retention(days: 0).runOnce() == 0)
        #expect(try await bundle.retention(days: 400).runOnce() == 0)
        #expect(try await bundle.count("decision", of: scope) == 16)
        #expect(try await bundle.retention(days: 30).runOnce() == 1)
        #expect(try await bundle.count("decision", of: scope) == 10)
        #expect(bundle.verifySegments(try await bundle.segments(of: "acme")).isIntact)
    }

    @Test func whatComesForADroppedMonthIsSealedAndDroppedInTurn() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make(in: bundle)
        try await bundle.sealAll()
        try await bundle.retention(days: 30).runOnce()

        try await bundle.shipDay(Self.old, count: 2, of: scope)
        try await bundle.sealAll()
        let between = bundle.verifySegments(try await bundle.segments(of: "acme"))
        try await bundle.retention(days: 30).runOnce()
        let after = bundle.verifySegments(try await bundle.segments(of: "acme"))

        #expect(between.isIntact, "\(between.faults)")
        #expect(between.tenants.map(\.decisionCount) == [12])
        #expect(after.isIntact, "\(after.faults)")
        #expect(after.tenants.map(\.droppedDecisionCount) == [7])
        #expect(try await bundle.count(Self.drops) == 2)
    }

    @Test func aMonthThatIsReadIsLeftToTheNextRoundAndNobodyWaits() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make(in: bundle)
        try await bundle.sealAll()

        try await bundle.database.inTenant(scope) { transaction in
            _ = try await transaction.query("SELECT count(*) AS count FROM hookswitch.decision")
            let begun = ContinuousClock.now
            #expect(try await bundle.retention(days: 30).runOnce() == 0)
            #expect(ContinuousClock.now - begun < .seconds(4))
            try await bundle.shipDay(0, count: 1, of: scope)
        }

        #expect(try await bundle.retention(days: 30).runOnce() == 1)
        // What was recorded of the drop that came to nothing is undone.
        let audit = try await bundle.send(.get, "/api/v1/audit?action=decision.drop").elements
        #expect(audit.count == 1)
    }

    @Test func severalServersDropOnce() async throws {
        let bundle = try await AdminBundle()
        _ = try await Self.make(in: bundle)
        try await bundle.sealAll()

        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                let retention = try bundle.retention(days: 30)
                group.addTask { try await retention.runOnce() }
            }
            return try await group.reduce(0, +)
        }
        let rest = try await bundle.retention(days: 30).runOnce()

        #expect(counts + rest == 1)
        #expect(try await bundle.count(Self.drops) == 1)
    }

    @Test func theServerCannotDropWhatIsNotOver() async throws {
        let bundle = try await AdminBundle()
        _ = try await Self.make(in: bundle)
        try await bundle.sealAll()
        let signature = [UInt8](repeating: 0, count: 64)

        let scope = try await bundle.scope(of: "acme")
        try await bundle.shipDay(Self.old, count: 1, of: scope)
        let monthCount = try await bundle.count(Self.months)

        // This month is not over; of the old one something that came late is not sealed.
        for daysAgo in [0, Self.old] {
            let error = await #expect(throws: PostgresError.self) {
                try await bundle.database.inFleet { transaction in
                    _ = try await transaction.query(
                        """
                        SELECT hookswitch.drop_decision_month(current_date - \(daysAgo), now(), 'k', \(signature))
                            AS is_dropped
                        """
                    )
                }
            }
            #expect(error?.sqlState?.code == "55000", "\(String(describing: error))")
        }

        #expect(try await bundle.count(Self.months) == monthCount)
    }
}
