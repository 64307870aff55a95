import Foundation
import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Postgres
import Synchronization
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// What keeps a tenant from being destroyed, and the others from waiting for it.
@Suite(.lentDatabase) struct OffboardingGuardTests {
    /// The steps that were done, in order, each with its tenant's place.
    private final class Steps: Sendable {
        let list = Mutex<[OffboardingStep]>([])
    }

    /// Takes a tenant into service behind the back of its offboarding, as a version that knows none does.
    private static func resume(_ slug: String, _ bundle: AdminBundle) async throws {
        try await bundle.script("UPDATE hookswitch.tenant SET status = 'active' WHERE slug = '\(slug)'")
    }

    private static func state(_ id: String, _ bundle: AdminBundle) async throws -> String? {
        guard case .text(let state)? = try await bundle.send(.get, "/api/v1/offboardings/\(id)").members["state"]
        else { return nil }
        return state
    }

    @Test func aTenantInServiceIsNotDestroyedAndThatIsSaidOnce() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        let id = try await bundle.offboard("acme", isNow: true)
        try await Self.resume("acme", bundle)

        for _ in 0..<3 { try await bundle.work().runOnce() }

        #expect(try await Self.state(id, bundle) == "cancelled")
        #expect(try await bundle.count("data_key", of: scope) == 1)
        #expect(try await bundle.send(.get, "/api/v1/tenants/acme").members["status"] == .text("active"))
        #expect(bundle.log.text.split(separator: "\n").filter { $0.contains("is cancelled") }.count == 1)
        let audit = try await bundle.send(.get, "/api/v1/audit?action=tenant.offboard_cancel")
        #expect(try audit.elements.count == 1, "\(audit.text)")
    }

    @Test func aTenantThatIsResumedBetweenTheLookAndTheStepIsNotDestroyed() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        try await bundle.offboard("acme", isNow: true)

        // Whoever resumes holds the tenant's row; the step waits a moment for it, gives up, and finds it active then.
        try await bundle.database.pool.withTransaction { resuming in
            try await resuming.execute("UPDATE hookswitch.tenant SET status = 'active' WHERE slug = 'acme'")
            await #expect(throws: PostgresError.self) { try await bundle.work().runOnce() }
        }
        try await bundle.work().runOnce()

        #expect(try await bundle.count("data_key", of: scope) == 1)
    }

    @Test func resumingATenantThatIsInServiceCancelsWhatWaitsAndSaysSo() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let id = try await bundle.offboard("acme")
        try await Self.resume("acme", bundle)

        let resumed = try await bundle.send(.post, "/api/v1/tenants/acme/resume")
        let again = try await bundle.send(.post, "/api/v1/tenants/acme/resume")

        #expect(resumed.text.contains("offboarding_due_at"), "\(resumed.text)")
        #expect(try resumed.members["change"] == .text("changed"))
        #expect(try again.members["change"] == .text("same"))
        #expect(try await Self.state(id, bundle) == "cancelled")
        let audit = try await bundle.send(.get, "/api/v1/audit?action=tenant.resume")
        #expect(try audit.elements.count == 1)
    }

    @Test func aFrozenServerHoldsUpAnOffboardingAndNobodysShipping() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let other = try await bundle.scope(of: "beta")
        let id = try await bundle.offboard("acme", isNow: true)

        try await bundle.database.inFleet { frozen in
            _ = try await frozen.query(ShippingLock.shared)
            let startedAt = ContinuousClock.now
            await #expect(throws: ShippingLock.Held.self) { try await bundle.work().runOnce() }
            try await bundle.ship([try await bundle.spooled("+358501112223", of: other)])
            #expect(ContinuousClock.now - startedAt < .seconds(5))
        }
        #expect(try await Self.state(id, bundle) == "waiting")
        try await bundle.work().runOnce()
        #expect(try await Self.state(id, bundle) == "destroyed")
    }

    @Test func allKeysGoBeforeAnyDecisions() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        for slug in ["acme", "beta"] {
            let scope = try await bundle.scope(of: slug)
            try await bundle.ship([try await bundle.spooled("+358501112223", of: scope)])
            try await bundle.offboard(slug, isNow: true)
        }
        let steps = Steps()

        try await bundle.work { step, isCommitted in
            if isCommitted { steps.list.withLock { $0.append(step) } }
        }.runOnce()

        let expected: [OffboardingStep] = [.key, .key, .decisions, .certificate, .decisions, .certificate]
        #expect(steps.list.withLock { $0 } == expected)
    }
}
