import Foundation
import Testing

@testable import Hookswitch

@Suite struct SigningKeyTests {
    /// Whether a set lets a token pass, or why not.
    private static func outcome(_ text: String, _ set: Data) async -> IdentityFault? {
        do throws(IdentityFault) {
            let token = try IdentityToken(parsing: text)
            guard let key = SigningKeySet(parsing: set)?.key(for: token) else { throw .unknownKey }
            _ = try await key.verify(token)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["RS256", "PS256", "ES256"])
    func eachAlgorithmIsProved(algorithm: String) async throws {
        let forge = try TokenForge()
        let set = try TokenForge.set([forge.jwk(forge.rsa, kid: "one"), forge.jwkP256(kid: "two")])
        let kid = algorithm == "ES256" ? "two" : "one"

        let good = try forge.token(["sub": "anna"], algorithm: algorithm, kid: kid)
        let parts = good.split(separator: ".")
        let swapped = "\(parts[0]).\(TokenForge.encoded(Array(#"{"sub":"bea"}"#.utf8))).\(parts[2])"

        #expect(await Self.outcome(good, set) == nil)
        #expect(await Self.outcome(swapped, set) == .signature)
    }

    @Test(arguments: ["none", "None", "HS256", "RS512", "", "rs256"])
    func otherAlgorithmsAreNone(algorithm: String) async throws {
        let forge = try TokenForge()
        let set = try TokenForge.set([forge.jwk(forge.rsa, kid: "one")])

        let outcome = await Self.outcome(try forge.token(["sub": "anna"], algorithm: algorithm), set)

        #expect(outcome == .algorithm)
    }

    @Test func aKeyIsForItsOwnAlgorithm() async throws {
        let forge = try TokenForge()
        let bound = try TokenForge.set([forge.jwk(forge.rsa, kid: "one", more: ["alg": "RS256"])])
        let encryption = try TokenForge.set([
            forge.jwk(forge.rsa, kid: "one", more: ["use": "enc"]), forge.jwk(forge.otherRSA, kid: "two"),
        ])

        #expect(try await Self.outcome(forge.token(["sub": "a"], algorithm: "PS256"), bound) == .unknownKey)
        #expect(try await Self.outcome(forge.token(["sub": "a"]), bound) == nil)
        #expect(try await Self.outcome(forge.token(["sub": "a"]), encryption) == .unknownKey)
    }

    @Test func theNameOfTheKeyDecides() async throws {
        let forge = try TokenForge()
        let two = try TokenForge.set([forge.jwk(forge.rsa, kid: "one"), forge.jwk(forge.otherRSA, kid: "two")])
        let one = try TokenForge.set([forge.jwk(forge.rsa, kid: "one")])

        #expect(try await Self.outcome(forge.token(["sub": "a"], kid: "two"), two) == .signature)
        #expect(try await Self.outcome(forge.token(["sub": "a"], kid: "three"), two) == .unknownKey)
        #expect(try await Self.outcome(forge.token(["sub": "a"], kid: nil), two) == .unknownKey)
        #expect(try await Self.outcome(forge.token(["sub": "a"], kid: nil), one) == nil)
    }

    @Test func whatIsNoTokenIsMalformed() async throws {
        let forge = try TokenForge()
        let set = try TokenForge.set([forge.jwk(forge.rsa, kid: "one")])
        let good = try forge.token(["sub": "anna"])
        let bad = [
            "", "a.b", good + ".", good + "=", good.replacing(".", with: ".."), " " + good,
            try forge.token(["sub": "a"], header: ["crit": ["x"], "x": 1]),
            try forge.token(["sub": "a"], header: ["b64": false]),
            try forge.token(["sub": "a"], header: ["typ": "at+jwt"]),
            try forge.token(["sub": String(repeating: "a", count: 20_000)]),
        ]

        for text in bad {
            #expect(await Self.outcome(text, set) == .malformed, "\(text.prefix(60))")
        }
    }

    @Test func aSetWithoutAUsableKeyIsNone() throws {
        let secret = try TokenForge.set([["kty": "oct", "k": "c2VjcmV0", "kid": "one"]])
        let small = try TokenForge.set([["kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": "one"]])

        #expect(SigningKeySet(parsing: secret) == nil)
        #expect(SigningKeySet(parsing: small) == nil)
        #expect(SigningKeySet(parsing: Data("[]".utf8)) == nil)
    }
}
