import Crypto
import Testing

@testable import Hookswitch

@Suite struct WebhookLockTests {
    private static func lock(_ authentication: WebhookAuthentication, _ keys: [String]) -> WebhookLock {
        WebhookLock(authentication: authentication, digests: keys.map { Array(SHA256.hash(data: Array($0.utf8))) })
    }

    @Test func eitherOfTwoLiveKeysOpens() {
        let lock = Self.lock(.apiKey, ["one", "two"])

        #expect(lock.opens(for: .apiKey(Array("one".utf8))))
        #expect(lock.opens(for: .apiKey(Array("two".utf8))))
        #expect(!lock.opens(for: .apiKey(Array("three".utf8))))
    }

    @Test(arguments: [WebhookProof.none, .unreadable, .apiKey([]), .basic([]), .basic(Array("one".utf8))])
    func anythingElseDoesNot(_ proof: WebhookProof) {
        #expect(!Self.lock(.apiKey, ["one"]).opens(for: proof))
        #expect(!Self.lock(.apiKey, []).opens(for: proof))
        #expect(!Self.lock(.apiKey, [""]).opens(for: .none))
    }

    @Test func aKeyOfTheOtherKindDoesNotOpen() {
        #expect(!Self.lock(.basic, ["user:pass"]).opens(for: .apiKey(Array("user:pass".utf8))))
        #expect(Self.lock(.basic, ["user:pass"]).opens(for: .basic(Array("user:pass".utf8))))
    }

    @Test func withoutAuthenticationEverythingOpens() {
        #expect(Self.lock(.none, []).opens(for: .none))
        #expect(Self.lock(.none, []).opens(for: .unreadable))
    }

    /// What a stranger could measure: the middle of many, taken in turns, so that the machine's moods hit all alike.
    @Test func timeTellsNothingOfWhyAProofIsRefused() {
        let key = String(repeating: "k", count: 43)
        let lock = Self.lock(.apiKey, [key, "another"])
        let shown = Array(key.dropLast().utf8)
        let attempts: [(WebhookLock, WebhookProof)] = [
            (lock, .none), (lock, .unreadable), (lock, .apiKey(shown + [0])), (lock, .apiKey([0] + shown)),
            (lock, .basic(Array(key.utf8))), (Self.lock(.apiKey, []), .apiKey(shown + [0])),
            (Self.lock(.basic, [key]), .apiKey(Array(key.utf8))),
        ]
        var durations = [[Duration]](repeating: [], count: attempts.count)
        let clock = ContinuousClock()

        for _ in 0..<2_000 {
            for (index, (lock, proof)) in attempts.enumerated() {
                durations[index].append(clock.measure { if lock.opens(for: proof) { Issue.record("it opened") } })
            }
        }

        let medians = durations.map { $0.sorted()[$0.count / 2] }
        let (fastest, slowest) = (medians.min() ?? .zero, medians.max() ?? .zero)
        #expect(slowest < fastest * 1.5, "\(medians)")
    }
}
