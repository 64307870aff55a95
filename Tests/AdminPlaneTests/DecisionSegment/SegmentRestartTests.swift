import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Chains whose end somebody changed in the database: found, told, and begun anew.
@Suite(.lentDatabase) struct SegmentRestartTests {
    private static let path = "/api/v1/tenants/acme/decision-segments/restart"
    private static let reason: HTTPFields = [.auditReason: "ticket 12"]
    private static let breaks: Query = "SELECT count(*) AS count FROM hookswitch.decision_break"

    /// Three days of a tenant, sealed.
    private static func make(in bundle: AdminBundle, with sealer: DecisionSealer? = nil) async throws -> TenantScope {
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        for daysAgo in [Int32(5), 4, 3] { try await bundle.shipDay(daysAgo, count: 5, of: scope) }
        try await bundle.sealAll(with: sealer)
        return scope
    }

    private static let forgery = "UPDATE hookswitch.decision_segment SET decision_count = 8 WHERE number = 3"
    /// As though the last day was never sealed.
    private static let reset = """
        UPDATE hookswitch.decision_segment SET state = 'closed', number = NULL, decision_count = NULL, root = NULL,
            previous_hash = NULL, hash = NULL, sealed_at = NULL, key_id = NULL, signature = NULL
        WHERE number = 3
        """

    @Test func behindASegmentThatWasChangedItIsBegunAnewByAnOperatorAlone() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make(in: bundle)
        #expect(try await bundle.send(.post, Self.path, headers: Self.reason).status == .conflict)
        try await bundle.script(Self.forgery)
        try await bundle.shipDay(2, count: 4, of: scope)
        try await bundle.sealAll()
        let broken = try await bundle.sealer().runOnce()

        let unreasoned = try await bundle.send(.post, Self.path)
        let dry = try await bundle.send(.post, Self.path + "?dry_run=true", headers: Self.reason)
        let stillBroken = try await bundle.count(Self.breaks)
        let restart = try await bundle.send(.post, Self.path, headers: Self.reason)
        try await bundle.sealAll()

        #expect(broken.brokenChainCount == 1)
        #expect(broken.readCount == 0, "the chain is looked at before anything is hashed")
        #expect(try unreasoned.problem.code == .reasonRequired)
        #expect(dry.status == .ok, "\(dry.text)")
        #expect(stillBroken == 1)
        #expect(restart.status == .created, "\(restart.text)")
        try APIDescription().expect(restart, toBe: "DecisionSegmentRestart")
        #expect(try await bundle.sealer().runOnce().brokenChainCount == 0)
        let verdict = bundle.verifySegments(try await bundle.segments(of: "acme"))
        #expect(verdict.faults.map(\.segment) == [3])
        #expect(verdict.tenants.first?.restarts.map(\.segment) == [4])
        #expect(verdict.tenants.first?.restarts.map(\.reason) == ["ticket 12"])
        #expect(verdict.tenants.map(\.segmentCount) == [3])
        let audit = try await bundle.send(.get, "/api/v1/audit?action=decision.restart").elements
        #expect(audit.count == 1)
    }

    @Test func retentionGoesOnAfterARestart() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make(in: bundle)
        try await bundle.script(Self.forgery)
        try await bundle.shipDay(75, count: 4, of: scope)
        try await bundle.sealAll()

        let before = try await bundle.retention(days: 30).runOnce()
        _ = try await bundle.send(.post, Self.path, headers: Self.reason)
        try await bundle.sealAll()
        let after = try await bundle.retention(days: 30).runOnce()

        #expect(before == 0)
        #expect(after == 1)
    }

    @Test func aBreakThatIsNotedAfterTheRestartIsNone() async throws {
        let bundle = try await AdminBundle()
        let sealer = try bundle.sealer()
        let scope = try await Self.make(in: bundle, with: sealer)
        try await bundle.script(Self.reset)
        // It finds the chain broken in one transaction, and notes so in another; an operator comes between.
        try await sealer.noteBreak(of: scope)
        let broken = try await bundle.count(Self.breaks)
        let restart = try await bundle.send(.post, Self.path, headers: Self.reason)
        try await sealer.noteBreak(of: scope)

        #expect(broken == 1)
        #expect(restart.status == .created, "\(restart.text)")
        #expect(try await bundle.count(Self.breaks) == 0)
        try await bundle.sealAll(with: sealer)
        #expect(try await sealer.runOnce().brokenChainCount == 0)
        let sealed: Query = "SELECT count(*) AS count FROM hookswitch.decision_segment WHERE state = 'sealed'"
        #expect(try await bundle.count(sealed) == 3)
    }

    @Test func ofATenantThatIsDestroyedNoBreakIsNoted() async throws {
        let bundle = try await AdminBundle()
        let sealer = try bundle.sealer()
        let scope = try await Self.make(in: bundle, with: sealer)

        // As its offboarding leaves it, while this server knows what it sealed.
        try await bundle.script(
            """
            SET LOCAL session_replication_role = replica;
            DELETE FROM hookswitch.decision_segment; DELETE FROM hookswitch.tenant
            """
        )
        try await sealer.noteBreak(of: scope)

        #expect(try await bundle.count(Self.breaks) == 0)
    }

    @Test func whenHeadsWereLastRecordedIsAProbeOfTheIndexByAction() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let plan = try await bundle.database.inFleet { transaction in
            // Of a few rows the planner would read all.
            _ = try await transaction.query(
                "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)"
            )
            return try await transaction.query("EXPLAIN \(SealedHeadRecord.last)").map {
                try $0.decode("QUERY PLAN", as: String.self)
            }
        }.joined(separator: "\n")

        #expect(plan.contains("audit_record_action_idx"), "\(plan)")
        #expect(!plan.contains("Sort"), "\(plan)")
    }

    @Test func aDayThatIsSealedOnceMoreIsMissedByWhoeverSealedIt() async throws {
        let bundle = try await AdminBundle()
        let sealer = try bundle.sealer()
        _ = try await Self.make(in: bundle, with: sealer)

        try await bundle.script(Self.reset)
        try await bundle.sealAll(with: sealer)
        // Another server knows it from the one that missed it.
        try await bundle.sealAll()

        #expect(try await bundle.count(Self.breaks) == 1)
        let sealed: Query = "SELECT count(*) AS count FROM hookswitch.decision_segment WHERE state = 'sealed'"
        #expect(try await bundle.count(sealed) == 2)
    }

    @Test func aDayThatIsSealedOnceMoreByAServerThatKnowsNothingIsFoundByTheAudit() async throws {
        let bundle = try await AdminBundle()
        _ = try await Self.make(in: bundle)
        let heads = SealedHeadRecord(database: bundle.database)
        #expect(try await heads.runOnce() == 1)
        #expect(try await heads.runOnce() == 0)

        try await bundle.script(Self.reset)
        try await bundle.script(
            "SET LOCAL session_replication_role = replica; UPDATE hookswitch.decision SET target = '+358409999999'"
                + " WHERE sequence = 3 AND decided_at >= current_date - 3"
        )
        try await bundle.sealAll()

        let export = try await bundle.segments(of: "acme")
        #expect(bundle.verifySegments(export).isIntact)
        let audit = try await bundle.send(.get, "/api/v1/audit/export").text
        let recorded = audit.split(separator: "\n").flatMap { SegmentHead.recorded(inAuditLine: String($0)) }
        #expect(recorded.map(\.number) == [3], "\(audit)")
        let keys = bundle.services.audit.publicKeys.compactMap { AuditPublicKey(parsing: $0.publicKey) }
        var verification = SegmentVerification(publicKeys: keys, recordedHeads: recorded)
        for line in export.split(separator: "\n") { verification.read(String(line)) }
        #expect(verification.verdict().faults.map(\.kind) == [.rewritten])
        #expect(verification.verdict().faults.map(\.segment) == [3])
    }

    @Test(arguments: [
        "UPDATE hookswitch.decision SET late_part = 77 WHERE sequence = 3",
        "DELETE FROM hookswitch.decision_segment WHERE number = 3",
    ])
    func decisionsInNoSegmentAreFound(_ forgery: String) async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make(in: bundle)
        #expect(try await !bundle.segments(of: "acme").contains(#""stray""#))

        try await bundle.script("SET LOCAL session_replication_role = replica; \(forgery)")

        let export = try await bundle.segments(of: "acme")
        #expect(export.contains(#""stray""#))
        #expect(export.contains(scope.tenantID.description))
        #expect(!bundle.verifySegments(export).isIntact)
    }

    @Test func eachDayWithoutASegmentIsAProbeOfTheKey() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make(in: bundle)

        let plan = try await bundle.database.inTenant(scope) { transaction in
            // Of a few rows the planner would read all.
            _ = try await transaction.query(
                "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)"
            )
            return try await transaction.query("EXPLAIN \(StrayDecisions.query(of: scope.tenantID.uuid))").map {
                try $0.decode("QUERY PLAN", as: String.self)
            }
        }

        let probe = plan.first { $0.contains("Index Cond") && $0.contains("decided_at >=") }
        #expect(probe?.contains("decided_at <") == true, "\(plan.joined(separator: "\n"))")
    }

    @Test func aDayThatCannotBeClosedIsCounted() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.shipDay(2, count: 1, of: try await bundle.scope(of: "acme"))

        let progress = try await bundle.database.inFleet { transaction in
            _ = try await transaction.query(ShippingLock.shared)
            return try await bundle.sealer().runOnce()
        }

        #expect(progress.unclosedDayCount >= 2)
        #expect(progress.unsealedDayCount >= progress.unclosedDayCount)
        #expect(try await bundle.sealer().runOnce().unclosedDayCount == 0)
    }
}
