import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct NearestWordTests {
    @Test(
        arguments: [
            ("acmee", "acme"), ("amce", "acme"), ("acm", "acme"), ("lst", "list"), ("tennant", "tenant"),
            ("webhok-keys", "webhook-key"), ("globx", "globex"),
        ]
    )
    func slipOfAFingerIsUnderstood(_ typed: String, _ meant: String) {
        #expect(NearestWord.find(typed, among: ["acme", "globex", "list", "tenant", "webhook-key"]) == meant)
    }

    @Test(arguments: ["x", "zzzz", "acme", "completely-different", ""])
    func whatIsFarOrThereHasNoSuggestion(_ typed: String) {
        #expect(NearestWord.find(typed, among: ["acme", "globex"]) == nil)
    }

    @Test func longWordsAreNotCompared() {
        let long = String(repeating: "a", count: 100_000)

        #expect(NearestWord.find(long, among: [long + "b"]) == nil)
        #expect(NearestWord.find("acme", among: [long]) == nil)
    }
}
