import Foundation
import HookswitchTesting
import Testing

@testable import HookswitchCommands

@Suite struct CompletionMemoryTests {
    @Test func answerIsKeptForHalfAMinuteForItsOwnQuestion() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let environment = ["XDG_CACHE_HOME": directory]
            let memory = try #require(CompletionMemory(key: "http://a\nlive\n", environment: environment))
            let other = try #require(CompletionMemory(key: "http://b\nlive\n", environment: environment))

            try memory.keep(["acme", "globex"])

            #expect(memory.recall(now: Date()) == ["acme", "globex"])
            #expect(memory.recall(now: Date() + 40) == nil)
            #expect(memory.recall(now: Date() - 40) == nil)
            #expect(other.recall(now: Date()) == nil)
            let mode = try FileManager.default.attributesOfItem(atPath: memory.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func lineSaysWhichServerIsAsked() {
        let words = ["hookswitch", "tenant", "show", "--profile", "'live'", "--url=https://a", "ac"]

        #expect(TenantCompletion.flags(of: words) == ServerChoice.Flags(url: "https://a", profile: "live"))
    }

    @Test func nobodyThereIsNoCompletion() async {
        let environment = ["HOOKSWITCH_URL": "http://127.0.0.1:1", "HOOKSWITCH_TOKEN": "hsw_a"]

        #expect(await TenantCompletion(words: [], environment: environment).slugs() == [])
        #expect(await TenantCompletion(words: [], environment: [:]).slugs() == [])
        #expect(await DecisionCompletion(words: [], environment: environment).ids() == [])
        #expect(await DecisionCompletion(words: [], environment: [:]).ids() == [])
    }
}
