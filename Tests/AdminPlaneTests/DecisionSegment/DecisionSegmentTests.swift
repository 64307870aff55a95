import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Synchronization
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Days of decisions sealed, on servers that are killed and on several at once, and proved from an export alone.
@Suite(.lentDatabase) struct DecisionSegmentTests {
    @Test func eachDayThatIsOverIsSealedAndVerifies() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta", "idle")
        let acme = try await bundle.scope(of: "acme")
        let beta = try await bundle.scope(of: "beta")
        try await bundle.shipDay(3, count: 9, of: acme)
        try await bundle.shipDay(2, count: 4, of: acme)
        try await bundle.shipDay(2, count: 1, of: beta)
        try await bundle.shipDay(0, count: 1, of: beta)

        try await bundle.sealAll()
        try await bundle.sealAll()

        let verdict = bundle.verifySegments(try await bundle.segments(of: "acme"))
        #expect(verdict.isIntact, "\(verdict.faults)")
        #expect(verdict.tenants.map(\.segmentCount) == [2])
        #expect(verdict.tenants.map(\.decisionCount) == [13])
        let other = bundle.verifySegments(try await bundle.segments(of: "beta"))
        #expect(other.isIntact, "\(other.faults)")
        #expect(other.tenants.map(\.decisionCount) == [1])
        // A day without decisions has no segment, and a day that is not over is not sealed.
        #expect(try await bundle.segments(of: "idle").isEmpty)
        #expect(try await bundle.count("SELECT count(*) AS count FROM hookswitch.decision_segment") == 3)
    }

    @Test func whatWasChangedInTheDatabaseIsFound() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        for daysAgo in [Int32(4), 3, 2] { try await bundle.shipDay(daysAgo, count: 6, of: scope) }
        try await bundle.sealAll()
        let head = try #require(
            bundle.verifySegments(try await bundle.segments(of: "acme")).tenants.first?.head
                .flatMap(SegmentHead.init(parsing:))
        )
        let day = AdminBundle.day(3)
        let changes = [
            "UPDATE hookswitch.decision SET target = '+358409999999' WHERE sequence = 3 AND decided_at >= '\(day)'"
                + " AND decided_at < '\(day)'::timestamptz + interval '1 day'",
            "DELETE FROM hookswitch.decision WHERE sequence = 3 AND decided_at >= '\(day)'"
                + " AND decided_at < '\(day)'::timestamptz + interval '1 day'",
            "UPDATE hookswitch.decision SET caller_mask = 'x' WHERE sequence = 3 AND decided_at >= '\(day)'"
                + " AND decided_at < '\(day)'::timestamptz + interval '1 day'",
            "UPDATE hookswitch.decision_segment SET decision_count = 5 WHERE number = 2",
        ]

        for change in changes {
            let verdict = try await Self.afterwards(change, in: bundle)
            #expect(verdict.faults.first?.segment == 2, "\(change): \(verdict.faults)")
        }
        let cut = try await Self.afterwards(
            "DELETE FROM hookswitch.decision_segment WHERE number = 3",
            in: bundle,
            [head]
        )
        #expect(cut.faults.map(\.kind) == [.cut])
        #expect(cut.faults.map(\.segment) == [3])
    }

    /// What an export says after a change by somebody with all rights. The change is undone.
    private static func afterwards(
        _ change: String,
        in bundle: AdminBundle,
        _ saved: [SegmentHead] = [],
        triggersFire: Bool = false
    ) async throws -> SegmentVerdict {
        let tables = ["decision", "decision_segment"]
        for table in tables {
            try await bundle.script("CREATE TABLE public.kept_\(table) AS SELECT * FROM hookswitch.\(table)")
        }
        let role = triggersFire ? "origin" : "replica"
        try await bundle.script("SET LOCAL session_replication_role = \(role); SET LOCAL timezone = 'UTC'; \(change)")
        let verdict = bundle.verifySegments(try await bundle.segments(of: "acme"), saved: saved)
        for table in tables {
            try await bundle.script(
                """
                SET LOCAL session_replication_role = replica; DELETE FROM hookswitch.\(table);
                INSERT INTO hookswitch.\(table) SELECT * FROM public.kept_\(table); DROP TABLE public.kept_\(table)
                """
            )
        }
        return verdict
    }

    @Test func anErasureThatTheOwnerForgesHidesNothingElse() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        for daysAgo in [Int32(4), 3, 2] { try await bundle.shipDay(daysAgo, count: 6, of: scope) }
        try await bundle.sealAll()
        let day = AdminBundle.day(3)
        let here =
            "WHERE sequence = 3 AND decided_at >= '\(day)' AND decided_at < '\(day)'::timestamptz + interval '1 day'"
        let erasing =
            "UPDATE hookswitch.decision SET erased_at = now(), caller_digest = NULL, caller_mask = NULL,"
            + " caller_sealed = NULL, call_id = NULL, lookup = NULL"
        let forged = "caller_commitment = sha256('forged')"

        // A commitment of their own is not taken, before the erasure or after: what is erased stays what it was, and is counted.
        for change in [
            "\(erasing), \(forged) \(here)",
            "\(erasing) \(here); UPDATE hookswitch.decision SET \(forged) \(here)",
        ] {
            let verdict = try await Self.afterwards(change, in: bundle, triggersFire: true)
            #expect(verdict.isIntact, "\(change): \(verdict.faults)")
            #expect(verdict.tenants.map(\.erasedCount) == [1], "\(change)")
        }
        // Behind it nothing else is changed, and who keeps the trigger from firing has no commitment that fits.
        for (change, triggersFire) in [
            ("\(erasing), target = '+358409999999' \(here)", true),
            ("UPDATE hookswitch.decision SET caller_mask = 'x' \(here); \(erasing) \(here)", true),
            ("\(erasing), \(forged) \(here)", false), ("\(erasing) \(here)", false),
        ] {
            let verdict = try await Self.afterwards(change, in: bundle, triggersFire: triggersFire)
            #expect(verdict.faults.first?.segment == 2, "\(change): \(verdict.faults)")
        }
    }

    @Test func whatComesLateIsAnAdditionAndNoTampering() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let acme = try await bundle.scope(of: "acme")
        let beta = try await bundle.scope(of: "beta")
        try await bundle.shipDay(3, count: 5, of: acme)
        try await bundle.sealAll()
        let saved = try #require(
            bundle.verifySegments(try await bundle.segments(of: "acme")).tenants.first?.head
                .flatMap(SegmentHead.init(parsing:))
        )

        // Two servers that were cut off, one after the other; and a tenant that had nothing on that day.
        try await bundle.shipDay(3, count: 6, of: acme)
        try await bundle.shipDay(3, count: 2, of: acme)
        try await bundle.shipDay(3, count: 1, of: beta)
        #expect(bundle.verifySegments(try await bundle.segments(of: "acme"), saved: [saved]).isIntact)
        try await bundle.sealAll()
        try await bundle.shipDay(3, count: 1, of: acme)
        try await bundle.sealAll()

        let verdict = bundle.verifySegments(try await bundle.segments(of: "acme"), saved: [saved])
        #expect(verdict.isIntact, "\(verdict.faults)")
        #expect(verdict.tenants.map(\.segmentCount) == [3])
        #expect(verdict.tenants.map(\.decisionCount) == [14])
        let list = try await bundle.send(.get, "/api/v1/tenants/acme/decision-segments").elements
        #expect(list.map { $0["part"] } == [.integer(2), .integer(1), .integer(0)])
        #expect(list.map { $0["decision_count"] } == [.integer(1), .integer(8), .integer(5)])
        #expect(bundle.verifySegments(try await bundle.segments(of: "beta")).tenants.map(\.decisionCount) == [1])
        // What is on time is marked by nothing.
        let marked: Query = "SELECT count(*) AS count FROM hookswitch.decision WHERE late_part IS NULL"
        #expect(try await bundle.count(marked) == 5)
    }

    @Test func anAdditionGathersForAWhile() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        try await bundle.shipDay(3, count: 1, of: scope)
        try await bundle.sealAll()
        try await bundle.shipDay(3, count: 2, of: scope)

        let progress = try await bundle.sealer(limits: SealingLimits()).runOnce()

        #expect(progress.sealedCount == 0)
        #expect(progress.unsealedDayCount == 1)
        try await bundle.sealAll()
        #expect(bundle.verifySegments(try await bundle.segments(of: "acme")).tenants.map(\.decisionCount) == [3])
    }

    @Test func anErasedCallerLeavesEveryHashAsItWas() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        try await bundle.shipDay(3, count: 5, of: scope, from: "+358501112223")
        try await bundle.shipDay(3, count: 3, of: scope, from: "+358501112224")
        // Erased before its day is sealed, and after.
        _ = try await bundle.erase("+358501112224", of: "acme")
        try await bundle.sealAll()
        let before = bundle.verifySegments(try await bundle.segments(of: "acme"))
        let head = try #require(before.tenants.first?.head.flatMap(SegmentHead.init(parsing:)))
        _ = try await bundle.erase("+358501112223", of: "acme")
        // And of this caller something comes late.
        try await bundle.shipDay(3, count: 2, of: scope, from: "+358501112223")
        try await bundle.sealAll()

        let export = try await bundle.segments(of: "acme")
        let verdict = bundle.verifySegments(export, saved: [head])

        #expect(before.isIntact, "\(before.faults)")
        #expect(before.tenants.map(\.erasedCount) == [3])
        #expect(verdict.isIntact, "\(verdict.faults)")
        #expect(verdict.tenants.map(\.erasedCount) == [8])
        #expect(verdict.tenants.map(\.decisionCount) == [10])
        #expect(!export.contains("caller_blind"))
        #expect(!export.contains("call-"))
        #expect(!export.contains("•"))
    }

    @Test func segmentsGoWithTheirTenant() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let acme = try await bundle.scope(of: "acme")
        let beta = try await bundle.scope(of: "beta")
        try await bundle.shipDay(3, count: 5, of: acme)
        try await bundle.shipDay(3, count: 5, of: beta)
        try await bundle.sealAll()
        let moment = AdminBundle.day(3).start
        let late = try await bundle.spooled("+358501112223", of: acme, at: moment)
        try await bundle.offboard("acme", isNow: true)

        try await bundle.work().runOnce()
        // What a spool still had of it opens no addition.
        #expect(try await bundle.ship([late]) == 1)
        try await bundle.sealAll()

        #expect(try await bundle.count("decision_segment", of: acme) == 0)
        #expect(try await bundle.count("decision_segment", of: beta) == 1)
        #expect(bundle.verifySegments(try await bundle.segments(of: "beta")).isIntact)
    }

    @Test func theListHasPagesAndShowsNobodyElse() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let scope = try await bundle.scope(of: "acme")
        for daysAgo in [Int32(6), 5, 4, 3, 2] { try await bundle.shipDay(daysAgo, count: 1, of: scope) }
        try await bundle.sealAll()
        let path = "/api/v1/tenants/acme/decision-segments"

        let whole = try await bundle.send(.get, path)
        let first = try await bundle.send(.get, path + "?limit=3")
        guard case .text(let cursor)? = try first.members["next_cursor"] else {
            Issue.record("no second page: \(first.text)")
            return
        }
        let second = try await bundle.send(.get, path + "?limit=3&after=\(cursor)")

        try APIDescription().expect(whole, toBe: "DecisionSegmentList")
        #expect(try whole.elements.count == 5)
        #expect(try first.elements + second.elements == whole.elements)
        #expect(try second.members["has_more"] == .boolean(false))
        let others = try await bundle.send(.get, "/api/v1/tenants/beta/decision-segments")
        #expect(try others.elements.isEmpty)
        #expect(try await bundle.send(.get, "/api/v1/tenants/nobody/decision-segments").status == .notFound)
        #expect(try await bundle.send(.get, "/api/v1/tenants/nobody/decision-segments/export").status == .notFound)
        #expect(try await bundle.send(.get, path + "?after=x").status == .badRequest)
    }
}
