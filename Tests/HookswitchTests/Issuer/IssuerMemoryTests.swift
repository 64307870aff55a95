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

    @Test func oneAsksAndNobodyWaitsForThem() throws {
        let forge = try TokenForge()
        let start = ContinuousClock.now
        var memory = IssuerMemory()

        #expect(Self.isFetch(memory.needed(for: nil, at: start)))
        guard case .unavailable = memory.needed(for: nil, at: start + .seconds(1)) else {
            Issue.record("a second one waits for the issuer")
            return
        }
        // Whoever went away is nobody's answer, and the issuer is not left in peace for it.
        memory.gaveUp()
        #expect(Self.isFetch(memory.needed(for: nil, at: start + .seconds(2))))
        memory.learned(try Self.knowledge(forge), at: start + .seconds(2))

        // Where there is something to go by, it is gone by.
        let late = start + .seconds(2 * 3600)
        #expect(Self.isFetch(memory.needed(for: nil, at: late)))
        guard case .use = memory.needed(for: nil, at: late + .seconds(1)) else {
            Issue.record("what is known is not used")
            return
        }
        // And whoever never comes back is not waited for.
        #expect(Self.isFetch(memory.needed(for: nil, at: late + IssuerMemory.maximumQuestion)))
    }
}
