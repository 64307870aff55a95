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
}
