import Foundation
import Routing
import Testing

@testable import Hookswitch

@Suite struct CallExplainerTests {
    private static func explain(
        _ bundle: DecisionPipelineTests.Bundle,
        from text: String,
        _ source: CallQuestion.Source = .live
    ) async throws -> CallExplanation {
        let tenants = [bundle.tenant.scope.tenantID: bundle.tenant]
        bundle.pipeline.snapshots.publish(Snapshot(tenants: tenants, readAt: .now))
        let explanation = await CallExplainer(pipeline: bundle.pipeline).explain(
            "acme",
            CallQuestion(from: text, to: bundle.pool.e164, source: source),
            for: Operator(tokenID: UUID(), name: "liisa", role: .admin, reach: .all)
        )
        return try #require(explanation)
    }

    @Test(arguments: [CallerCondition.known, .withheld], ["+35850454564", "anonymous"])
    func ofASuspendedTenantNothingIsChosenAndNoRuleReached(_ condition: CallerCondition, _ from: String) async throws {
        let bundle = try DecisionPipelineTests.Bundle(
            status: .suspended,
            condition: condition,
            otherwise: "+35853445660"
        )

        let explanation = try await Self.explain(bundle, from: from)

        #expect(explanation.outcome == "suspended")
        #expect(explanation.status == 204)
        #expect(explanation.trace.chosen == nil)
        #expect(explanation.trace.rules.map(\.verdict) == ["not_reached"])
        #expect(explanation.trace.otherwise == "+35853445660")
    }

    @Test func anActiveTenantsTraceSaysWhatChose() async throws {
        let bundle = try DecisionPipelineTests.Bundle(condition: .withheld, otherwise: "+35853445660")

        let hidden = try await Self.explain(bundle, from: "anonymous")
        let shown = try await Self.explain(bundle, from: "+35850454564")

        #expect(hidden.trace.chosen == "R")
        #expect(hidden.trace.rules.map(\.verdict) == ["chosen"])
        #expect(shown.trace.chosen == "otherwise")
        #expect(shown.trace.rules.map(\.verdict) == ["passed"])
    }

    @Test(arguments: [
        (CallerFixture(records: [.contact]), "routed", "known:contact"),
        (CallerFixture(), "no_match", "unknown"),
        (CallerFixture(failure: .timeout), "crm_timeout", "unavailable:crm_timeout"),
    ])
    func aFixtureStandsForTheCRM(_ fixture: CallerFixture, _ outcome: String, _ caller: String) async throws {
        let bundle = try DecisionPipelineTests.Bundle(condition: .known)

        let explanation = try await Self.explain(bundle, from: "+35850454564", .fixture(fixture))

        #expect(explanation.outcome == outcome)
        #expect(explanation.trace.caller == caller)
    }

    @Test func whoIsNotRememberedIsAsThoughTheCRMFailed() async throws {
        let bundle = try DecisionPipelineTests.Bundle(condition: .known)

        let explanation = try await Self.explain(bundle, from: "+35850454564", .cache)

        #expect(explanation.outcome == "crm_error")
        #expect(explanation.trace.lookup?.source == LookupRecord.Source.none)
    }

    @Test func tablesCountInTheirOrderAndTwiceIsAmbiguous() {
        let fixture = CallerFixture(records: [.account, .contact, .account])

        #expect(fixture.fact(in: [.contact, .account]) == .known(.contact))
        #expect(fixture.fact(in: [.account, .contact]) == .ambiguous(.account))
        #expect(fixture.fact(in: [.lead]) == .unknown)
    }
}
