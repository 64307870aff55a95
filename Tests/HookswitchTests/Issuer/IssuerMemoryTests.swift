import Foundation
import Testing

@testable import Hookswitch

@Suite struct IssuerMemoryTests {
    private static func knowledge(_ forge: TokenForge) throws -> IssuerMemory.Knowledge {
        let document = """
            {"issuer":"https://login.example.com","authorization_endpoint":"https://login.example.com/a",
             "token_endpoint":"https://login.example.com/t","jwks_uri":"https://login.example.com/k"}
            """
        return IssuerMemory.Knowledge(
            document: try IssuerDocument(
                parsing: Data(document.utf8),
                expecting: try IssuerURL(parsing: "https://login.example.com"),
                mayServeManyTenants: false
            ),
            keys: try #require(SigningKeySet(parsing: TokenForge.set([forge.jwk(forge.rsa, kid: "one")])))
        )
    }

    private static func isFetch(_ action: IssuerMemory.Action) -> Bool {
        if case .fetch = action { true } else { false }
    }

    @Test func anUnknownKeyIsAskedAboutOnceInAnInterval() throws {
        let forge = try TokenForge()
        let known = try IdentityToken(parsing: forge.token(["sub": "a"]))
        let unknown = try IdentityToken(parsing: forge.token(["sub": "a"], kid: "two"))
        let start = ContinuousClock.now
        var memory = IssuerMemory()

        #expect(Self.isFetch(memory.needed(for: known, at: start)))
        memory.learned(try Self.knowledge(forge), at: start)
        #expect(!Self.isFetch(memory.needed(for: known, at: start)))
        #expect(!Self.isFetch(memory.needed(for: unknown, at: start + .seconds(59))))
        #expect(Self.isFetch(memory.needed(for: unknown, at: start + .seconds(60))))
        memory.failed(at: start + .seconds(60))
        #expect(!Self.isFetch(memory.needed(for: unknown, at: start + .seconds(61))))
        #expect(!Self.isFetch(memory.needed(for: known, at: start + .seconds(3599))))
        #expect(Self.isFetch(memory.needed(for: known, at: start + .seconds(3600))))
    }

    @Test func whatWasKnownServesForADayWhileTheIssuerIsAway() throws {
        let forge = try TokenForge()
        let start = ContinuousClock.now
        var memory = IssuerMemory()
        memory.learned(try Self.knowledge(forge), at: start)
        let late = start + .seconds(2 * 3600)
        _ = memory.needed(for: nil, at: late)
        memory.failed(at: late)

        guard case .use = memory.needed(for: nil, at: late + .seconds(1)) else {
            Issue.record("what was known is not used")
            return
        }
        let nextDay = start + .seconds(86_400)
        memory.failed(at: nextDay)
        guard case .unavailable = memory.needed(for: nil, at: nextDay + .seconds(1)) else {
            Issue.record("keys of yesterday are used")
            return
        }
        #expect(Self.isFetch(memory.needed(for: nil, at: nextDay + .seconds(6))))
    }

    @Test func oneAsksAndFewWaitForTheAnswer() throws {
        let forge = try TokenForge()
        let start = ContinuousClock.now
        var memory = IssuerMemory()

        #expect(Self.isFetch(memory.needed(for: nil, at: start)))
        for _ in 0..<IssuerMemory.maximumWaiting {
            guard case .wait(nil) = memory.needed(for: nil, at: start + .seconds(1)) else {
                Issue.record("somebody does not wait")
                return
            }
        }
        guard case .crowded = memory.needed(for: nil, at: start + .seconds(1)) else {
            Issue.record("too many wait for the issuer, or one is told that it is away")
            return
        }
        memory.waited()
        guard case .wait(nil) = memory.needed(for: nil, at: start + .seconds(1)) else {
            Issue.record("a place that became free is not given")
            return
        }
        memory.learned(try Self.knowledge(forge), at: start + .seconds(2))

        // Where there is something to go by, it is gone by; only a key that is missing is worth the wait.
        let late = start + .seconds(2 * 3600)
        #expect(Self.isFetch(memory.needed(for: nil, at: late)))
        guard case .use = memory.needed(for: nil, at: late + .seconds(1)) else {
            Issue.record("what is known is not used")
            return
        }
    }

    @Test func aMissingKeyThatIsBeingAskedForIsWaitedFor() throws {
        let forge = try TokenForge()
        let unknown = try IdentityToken(parsing: forge.token(["sub": "a"], kid: "two"))
        let start = ContinuousClock.now
        var memory = IssuerMemory()
        memory.learned(try Self.knowledge(forge), at: start)

        #expect(Self.isFetch(memory.needed(for: unknown, at: start + .seconds(60))))
        guard case .wait(.some) = memory.needed(for: unknown, at: start + .seconds(61)) else {
            Issue.record("the second token is refused while its key is on its way")
            return
        }
    }
}
