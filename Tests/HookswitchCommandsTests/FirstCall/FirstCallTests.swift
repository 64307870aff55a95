import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct FirstCallTests {
    private static func decision(_ id: String, call: String?) throws -> DecisionView {
        let json = """
            {"id":"\(id)","at":"2026-11-20T10:42:07.000Z","tenant":"acme","outcome":"routed","status":200,
             "pool":"+35840675644","target":"+35853445657","caller":"+358•••64","duration_ms":118.2
             \(call.map { #","call_id":"\#($0)""# } ?? "")}
            """
        return try JSONDecoder().decode(DecisionView.self, from: Data(json.utf8))
    }

    @Test func testCallsOfOurOwnAreNotReal() throws {
        let ours = try Self.decision("dec_a", call: WebhookCall.testCallID())

        #expect(FirstCall.first(in: [ours]) == nil)
        #expect(FirstCall.first(in: []) == nil)
    }

    @Test func theOldestRealCallIsTheFirst() throws {
        let page = [
            try Self.decision("dec_c", call: "d59d7a2f"), try Self.decision("dec_b", call: nil),
            try Self.decision("dec_a", call: WebhookCall.testCallID()),
        ]

        #expect(FirstCall.first(in: page)?.id == "dec_b")
    }

    @Test func lineHasTimeDecisionOutcomeAndDuration() throws {
        let text = FirstCall.text(of: try Self.decision("dec_c", call: nil))

        #expect(text.contains(" dec_c routed, 118 ms"))
    }

    @Test func leavingTheWaitIsNoFailureAndLeavingBeforeItIs() {
        let progress = OnboardingProgress()

        #expect(progress.parting.status == .interrupted)
        progress.made("acme")
        #expect(progress.parting.status == .interrupted)
        #expect(progress.parting.words.contains("hookswitch tenant onboard acme"))
        progress.done()
        #expect(progress.parting.status == .success)
        #expect(progress.parting.words.contains("Next: hookswitch decision list --tenant acme"))
    }
}
