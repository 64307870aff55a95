import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct OnboardingPageTests {
    private static let page = OnboardingPage(palette: .plain, width: 80)

    @Test func stepsFitEightyColumns() {
        let text = "directory \(SampleTenant.guid), application \(SampleTenant.guid), secret kept, expiry unknown"

        let lines = Self.page.line(of: .credential, .good, text) + Self.page.hints([text + text])

        #expect(lines.first?.hasPrefix(" ✔ 3/7 Credential     directory 6f0c") == true, "\(lines)")
        #expect(lines.allSatisfy { TerminalText.width($0) <= 80 }, "\(lines)")
    }

    @Test func promptsNameWhatEnterMeans() {
        var state = Onboarding(slug: nil)
        _ = state.answer(.name, "Acme Oy")

        #expect(OnboardingPrompt(question: .name, state: state).text == "  Customer's name: ")
        #expect(OnboardingPrompt(question: .slug, state: state).text == "  Short name (slug) [acme-oy]: ")
        #expect(OnboardingPrompt(question: .expiry, state: state).text.hasSuffix(" [unknown]: "))
    }

    @Test func keptKeyIsNamedByItsEnd() {
        var state = Onboarding(slug: "acme")
        _ = state.found(SampleTenant.stored(keyCount: 2))

        let prompt = OnboardingPrompt(question: .furtherKey, state: state).text
        let summary = OnboardingSummary(state: state).text(of: .key)

        #expect(prompt.contains("ab0"))
        #expect(summary?.text == "kept: the key that ends in …ab0, …ab1")
    }

    @Test func callThatWasOnlyExplainedSaysWhy() {
        var state = Onboarding(slug: "acme")
        state.called(
            OnboardedCall(
                from: "+35850454564",
                to: "+35840675644",
                wasSent: false,
                status: 200,
                outcome: "routed",
                target: "+35853445657",
                poolName: "Sales",
                chosen: "Known customers",
                decision: nil,
                durationMilliseconds: 131,
                note: "the value of the live key is not known here"
            )
        )

        let summary = OnboardingSummary(state: state).text(of: .call)

        #expect(
            summary?.text
                == "+35850454564 → pool Sales → rule \"Known customers\" → +35853445657 (routed, 131 ms, HTTP 200). "
                + "explained, not sent: the value of the live key is not known here"
        )
    }
}
