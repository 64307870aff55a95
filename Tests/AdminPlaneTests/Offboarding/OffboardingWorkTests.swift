import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Synchronization
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Tenants destroyed, on servers that are killed and on several at once.
@Suite(.lentDatabase) struct OffboardingWorkTests {
    private static let tables = [
        "tenant", "tenant_version", "data_key", "credential", "webhook_key", "decision", "erased_caller",
        "decision_segment",
    ]

    /// How often each step was done, by whomever.
    private final class Commits: Sendable {
        let counts = Mutex<[OffboardingStep: Int]>([:])
    }

    /// Makes a tenant that has something of everything.
    private static func make(_ slug: String, in bundle: AdminBundle) async throws -> TenantScope {
        try await bundle.apply(slug)
        _ = try await bundle.send(.post, "/api/v1/tenants/\(slug)/webhook-keys")
        let scope = try await bundle.scope(of: slug)
        let decisions = [
            try await bundle.spooled("+358501112223", of: scope, sequence: 1),
            try await bundle.spooled("+358501112224", of: scope, sequence: 2),
        ]
        try await bundle.ship(decisions)
        _ = try await bundle.erase("+358501112224", of: slug)
        return scope
    }

    private static func expectGone(_ scope: TenantScope, _ bundle: AdminBundle) async throws {
        for table in Self.tables { #expect(try await bundle.count(table, of: scope) == 0, "\(table)") }
    }

    private static func actions(_ scope: TenantScope, _ bundle: AdminBundle) async throws -> [String] {
        try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query(
                """
                SELECT action FROM hookswitch.audit_record WHERE tenant_id = \(scope.tenantID.uuid) ORDER BY sequence
                """
            ).map { try $0.decode("action", as: String.self) }
        }
    }

    @Test func nothingIsDestroyedBeforeItsTimeAndResumingCancels() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make("acme", in: bundle)
        let id = try await bundle.offboard("acme")

        try await bundle.work().runOnce()

        let shown = try await bundle.send(.get, "/api/v1/tenants/acme").members
        #expect(shown["status"] == .text("suspended"))
        #expect(shown["offboarding_due_at"] != nil)
        let resumed = try await bundle.send(.post, "/api/v1/tenants/acme/resume")
        #expect(resumed.text.contains("offboarding_due_at"))
        let state = try await bundle.send(.get, "/api/v1/offboardings/\(id)").members["state"]
        #expect(state == .text("cancelled"))
        try await bundle.work().runOnce()
        #expect(try await bundle.count("decision", of: scope) == 2)
        #expect(try await bundle.send(.get, "/api/v1/tenants/acme").members["offboarding_due_at"] == nil)
    }

    @Test func allIsGoneTheAuditStaysAndTheCertificateSaysWhat() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make("acme", in: bundle)
        let other = try await Self.make("beta", in: bundle)
        let id = try await bundle.offboard("acme", isNow: true)

        try await bundle.work().runOnce()

        try await Self.expectGone(scope, bundle)
        #expect(try await bundle.count("decision", of: other) == 2)
        #expect(try await bundle.send(.get, "/api/v1/tenants/acme").status == .notFound)
        let view = try await bundle.send(.get, "/api/v1/offboardings/\(id)")
        try APIDescription().expect(view, toBe: "Offboarding")
        #expect(try view.members["state"] == .text("destroyed"))
        let certificate = try await bundle.send(.get, "/api/v1/offboardings/\(id)/certificate")
        try APIDescription().expect(certificate, toBe: "Certificate")
        #expect(try bundle.fault(of: certificate.text) == nil)
        let read = try #require(Certificate(json: certificate.text))
        #expect(read.id == id)
        #expect(read.members["reason"] == .text("ticket 7"))
        guard case .members(let counts)? = read.members["counts"] else { throw Killed() }
        #expect(counts["decisions"] == .integer(2))
        #expect(counts["webhook_keys"] == .integer(1))
        #expect(counts["data_keys"] == .integer(1))
        let export = try await bundle.send(.get, "/api/v1/audit/export")
        let verdict = try bundle.verify(export.text, saved: [try #require(read.auditHead)])
        #expect(verdict.isIntact, "\(verdict.faults)")
        let actions = try await Self.actions(scope, bundle)
        #expect(actions.suffix(3) == ["tenant.offboard", "tenant.destroy", "tenant.destroyed"])
    }

    @Test func aCertificateThatWasChangedIsFound() async throws {
        let bundle = try await AdminBundle()
        _ = try await Self.make("acme", in: bundle)
        let id = try await bundle.offboard("acme", isNow: true)
        try await bundle.work().runOnce()
        let certificate = try await bundle.send(.get, "/api/v1/offboardings/\(id)/certificate").text

        for (text, other) in [("ticket 7", "ticket 8"), (#""decisions":2"#, #""decisions":3"#), ("acme", "beta")] {
            #expect(certificate.contains(text))
            #expect(try bundle.fault(of: certificate.replacing(text, with: other)) == .wrongSignature)
        }
        let strange = try #require(Certificate(json: certificate)).fault(publicKeys: [])
        #expect(strange == .unknownKey)
        #expect(Certificate(json: certificate + "x") == nil)
        #expect(Certificate(json: #"{"type":"head"}"#) == nil)
    }

    @Test(arguments: OffboardingStep.allCases, [false, true])
    func killedAnywhereItIsDoneOnce(_ step: OffboardingStep, _ isCommitted: Bool) async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make("acme", in: bundle)
        let id = try await bundle.offboard("acme", isNow: true)
        let dying = try bundle.work { if $0 == step, $1 == isCommitted { throw Killed() } }

        await #expect(throws: Killed.self) { try await dying.runOnce() }
        try await bundle.work().runOnce()
        try await bundle.work().runOnce()

        try await Self.expectGone(scope, bundle)
        let counts = try await bundle.send(.get, "/api/v1/offboardings/\(id)").members["counts"]
        guard case .members(let counts)? = counts else { throw Killed() }
        #expect(counts["decisions"] == .integer(2))
        #expect(counts["versions"] == .integer(1))
        let actions = try await Self.actions(scope, bundle)
        #expect(actions.filter { $0 == "tenant.destroy" }.count == 1)
        #expect(actions.filter { $0 == "tenant.destroyed" }.count == 1)
    }

    @Test func aSegmentThatIsBeingHashedIsNotWaitedFor() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make("acme", in: bundle)
        try await bundle.script(
            """
            INSERT INTO hookswitch.decision_segment (tenant_id, day, part, state)
            VALUES ('\(scope.tenantID.uuid)', current_date - 5, 0, 'closed')
            """
        )
        let id = try await bundle.offboard("acme", isNow: true)
        @Sendable func state() async throws -> JSONValue? {
            try await bundle.send(.get, "/api/v1/offboardings/\(id)").members["state"]
        }

        // Another server holds the segment while it hashes. The pass ends without it, and is no failure.
        let meanwhile = try await bundle.database.pool.withTransaction { transaction in
            _ = try await transaction.query("SELECT FROM hookswitch.decision_segment FOR UPDATE")
            try await bundle.work().runOnce()
            // Its audit is found by the slug meanwhile.
            #expect(try await bundle.send(.get, "/api/v1/audit?tenant=acme").status == .ok)
            return try await state()
        }
        let decisionCount = try await bundle.count("decision", of: scope)
        try await bundle.work().runOnce()

        #expect(meanwhile == .text("destroying"))
        #expect(decisionCount == 0)
        #expect(try await state() == .text("destroyed"))
        try await Self.expectGone(scope, bundle)
    }

    @Test func severalServersDestroyOnce() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make("acme", in: bundle)
        let other = try await Self.make("beta", in: bundle)
        let ids = [try await bundle.offboard("acme", isNow: true), try await bundle.offboard("beta", isNow: true)]
        let commits = Commits()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                let work = try bundle.work { step, isCommitted in
                    if isCommitted { commits.counts.withLock { $0[step, default: 0] += 1 } }
                }
                group.addTask { try await work.runOnce() }
            }
            try await group.waitForAll()
        }
        // Whoever found the other's work under way left it; the next pass finds it ended or ends it.
        try await bundle.work().runOnce()

        for scope in [scope, other] { try await Self.expectGone(scope, bundle) }
        #expect(commits.counts.withLock { $0[.key] } == 2)
        for id in ids {
            let state = try await bundle.send(.get, "/api/v1/offboardings/\(id)").members["state"]
            #expect(state == .text("destroyed"))
        }
    }

    @Test func whatASpoolStillHoldsOfADestroyedTenantIsThrownAwayAndCounted() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make("acme", in: bundle)
        let other = try await Self.make("beta", in: bundle)
        let decisions = [
            try await bundle.spooled("+358501112223", of: scope, sequence: 1),
            try await bundle.spooled("+358501112223", of: other, sequence: 2),
            try await bundle.spooled("+358501112223", of: scope, sequence: 3),
        ]
        try await bundle.offboard("acme", isNow: true)
        try await bundle.work().runOnce()
        let writer = UUID()

        let count = try await bundle.ship(decisions, of: writer)

        #expect(count == 2)
        #expect(try await bundle.count("decision", of: scope) == 0)
        #expect(try await bundle.count("decision", of: other) == 3)
        #expect(try await DecisionLedger(database: bundle.database).cursor(of: writer) == 3)
    }

    @Test func nothingOfATenantThatIsNotOffboardedCanBeDeletedOrChangedBack() async throws {
        let bundle = try await AdminBundle()
        let scope = try await Self.make("acme", in: bundle)
        let id = try await bundle.offboard("acme")

        for table in Self.tables {
            let count = try await bundle.database.inTenant(scope) { transaction in
                try await transaction.execute("DELETE FROM hookswitch.\(unsafe: table)")
            }
            #expect(count == 0, "\(table)")
        }
        _ = try await bundle.send(.post, "/api/v1/tenants/acme/resume")
        let count = try await bundle.database.inTenant(scope) { transaction in
            try await transaction.execute("UPDATE hookswitch.offboarding SET state = 'waiting', ended_at = NULL")
        }
        #expect(count == 0, "\(id) has ended")
    }
}
