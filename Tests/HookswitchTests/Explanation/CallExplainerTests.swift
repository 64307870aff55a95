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
}
