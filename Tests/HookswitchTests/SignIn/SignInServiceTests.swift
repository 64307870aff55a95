import Foundation
import Routing
import Testing

@testable import Hookswitch

@Suite(.timeLimit(.minutes(2))) struct SignInServiceTests {
    @Test func whoIsAnOperatorGetsASession() async throws {
        try await SignInBundle.run { bundle in
            let anna = try await bundle.makeAnna()

            guard case .session(let session, _) = try await bundle.complete(SignInRequest(returnPath: "/x")) else {
                Issue.record("no session")
                return
            }
            let actor = try await bundle.operators.sessions.authenticate(session.secret.reveal())

            #expect(actor?.operatorID?.uuidString.lowercased() == anna.id)
            #expect(actor?.role == .support)
            #expect(try await bundle.operators.sessions.authenticate("another") == nil)
        }
    }

    @Test func aStrangerIsNotLetIn() async throws {
        try await SignInBundle.run { bundle in
            await #expect(throws: SignInFailure.stranger) { try await bundle.complete() }
            // An address is nobody's name, whatever it is called.
            await #expect(throws: SignInFailure.stranger) {
                try await bundle.complete(claims: ["email": .text("anna"), "sub": .text("mallory")])
            }
            let count = try await bundle.sessionCount()
            #expect(count == 0)
        }
    }

    @Test func anInvitationBindsOnce() async throws {
        try await SignInBundle.run { bundle in
            let created = try await bundle.operators.create(OperatorOrder(name: "a", role: .admin), by: bundle.admin)
            let invitation = try #require(created.invitation).reveal()
            let request = SignInRequest(invitation: invitation)

            _ = try await bundle.complete(request)
            await #expect(throws: SignInFailure.invitation) {
                try await bundle.complete(request, claims: ["sub": .text("bea")])
            }
            await #expect(throws: SignInFailure.identityTaken) { try await bundle.complete(request) }
            _ = try await bundle.complete()

            let shown = try await bundle.operators.list(for: bundle.admin, limit: 10, after: nil).data
            #expect(shown.map(\.subject) == ["anna"])
        }
    }

    @Test(
        arguments: [
            (.claims(["nonce": .text("another")]), .nonce),
            (.claims(["aud": .text("another")]), .audience),
            (.claims(["iss": .text("https://evil.example.com")]), .issuer),
            (.claims(["azp": .text("another")]), .authorizedParty),
            (.claims(["exp": .number(1)]), .expired),
            (.claims(["nbf": .number(9_000_000_000)]), .notYetValid),
            (.algorithm("none"), .algorithm),
            (.algorithm("HS256"), .algorithm),
            (.otherKey, .signature),
        ] as [(StubIssuer.Fault, IdentityFault)]
    )
    func aTokenThatIsNotToBeBelievedLetsNobodyIn(fault: StubIssuer.Fault, expected: IdentityFault) async throws {
        try await SignInBundle.run { bundle in
            _ = try await bundle.makeAnna()
            bundle.issuer.set(fault)

            await #expect(throws: expected) { try await bundle.complete() }
            #expect(try await bundle.sessionCount() == 0)
            bundle.issuer.set()
            _ = try await bundle.complete()
        }
    }

    @Test func aStateWorksOnceAndInItsOwnBrowser() async throws {
        try await SignInBundle.run { bundle in
            _ = try await bundle.makeAnna()
            let begun = try await bundle.signIn.begin(SignInRequest())
            let other = try await bundle.signIn.begin(SignInRequest())
            let (state, code) = try bundle.issuer.signIn(begun.url)
            let answer = SignInAnswer(state: state, code: code, error: nil, issuer: nil)

            await #expect(throws: SignInFailure.unknownAttempt) {
                try await bundle.signIn.complete(
                    answer,
                    browserSecret: other.browserSecret.reveal(),
                    from: AuditOrigin()
                )
            }
            let secret = begun.browserSecret.reveal()
            _ = try await bundle.signIn.complete(answer, browserSecret: secret, from: AuditOrigin())
            await #expect(throws: SignInFailure.unknownAttempt) {
                try await bundle.signIn.complete(answer, browserSecret: secret, from: AuditOrigin())
            }
            #expect(try await bundle.sessionCount() == 1)
        }
    }

    @Test func aCodeWorksOnceAndForItsOwnSignIn() async throws {
        try await SignInBundle.run { bundle in
            _ = try await bundle.makeAnna()
            let first = try await bundle.signIn.begin(SignInRequest())
            let second = try await bundle.signIn.begin(SignInRequest())
            let (_, stolen) = try bundle.issuer.signIn(first.url)
            let (state, _) = try bundle.issuer.signIn(second.url)

            // The code of another sign-in has another proof.
            await #expect(throws: IssuerFault.refused("invalid_grant")) {
                try await bundle.signIn.complete(
                    SignInAnswer(state: state, code: stolen, error: nil, issuer: nil),
                    browserSecret: second.browserSecret.reveal(),
                    from: AuditOrigin()
                )
            }
        }
    }

    @Test func anAnswerOfAnotherIssuerIsNone() async throws {
        try await SignInBundle.run { bundle in
            let begun = try await bundle.signIn.begin(SignInRequest())
            let (state, code) = try bundle.issuer.signIn(begun.url)

            await #expect(throws: SignInFailure.otherIssuer) {
                try await bundle.signIn.complete(
                    SignInAnswer(state: state, code: code, error: nil, issuer: "https://evil.example.com"),
                    browserSecret: begun.browserSecret.reveal(),
                    from: AuditOrigin()
                )
            }
        }
    }

    @Test func aDocumentOfAnotherIssuerIsNone() async throws {
        try await SignInBundle.run { bundle in
            bundle.issuer.set(.foreignDocument)

            await #expect(throws: IssuerFault.foreignDocument) { try await bundle.signIn.begin(SignInRequest()) }
        }
    }

    @Test func newKeysAreFetchedOnceAnIntervalAndNoMore() async throws {
        try await SignInBundle.run { bundle in
            _ = try await bundle.makeAnna()
            _ = try await bundle.complete()
            #expect(bundle.issuer.keyRequestCount == 1)

            // Within the interval after the last question an unknown name asks nothing.
            bundle.issuer.set(.renamedKeys("two"))
            await #expect(throws: IdentityFault.unknownKey) { try await bundle.complete() }
            await #expect(throws: IdentityFault.unknownKey) { try await bundle.complete() }
            #expect(bundle.issuer.keyRequestCount == 1)
        }
    }

    @Test func keysThatNeverComeAreGivenUp() async throws {
        try await SignInBundle.run(patience: Issuer.standardPatience) { bundle in
            bundle.issuer.set(.hangingKeys)

            await #expect(throws: IssuerFault.unreachable) { try await bundle.signIn.begin(SignInRequest()) }
            // And then the next is told at once.
            let start = ContinuousClock.now
            await #expect(throws: IssuerFault.unreachable) { try await bundle.signIn.begin(SignInRequest()) }
            #expect(ContinuousClock.now - start < .seconds(2))
        }
    }

    @Test func aForeignEntraTenantIsNotLetIn() async throws {
        let tenant = "6f0c3f0e-0000-4000-8000-000000000001"
        try await SignInBundle.run(entraTenants: [tenant]) { bundle in
            let foreign: [String: StubIssuer.ClaimText] = [
                "tid": .text("6f0c3f0e-0000-4000-8000-000000000002"),
                "oid": .text("91bd3f0e-0000-4000-8000-000000000003"),
            ]

            await #expect(throws: IdentityFault.entraTenant) { try await bundle.complete(claims: foreign) }
        }
    }

    @Test func aRoleByClaimIsTheIssuersToGiveAndToTake() async throws {
        let roles = [try ClaimedRole(parsing: "Hooks.Admin=admin"), try ClaimedRole(parsing: "Hooks.Look=read_only")]
        try await SignInBundle.run(roles: roles) { bundle in
            _ = try await bundle.complete(claims: ["roles": .text("Hooks.Look")])
            let made = try await bundle.operators.list(for: bundle.admin, limit: 10, after: nil).data
            _ = try await bundle.complete(claims: ["roles": .text("Hooks.Admin")])
            let raised = try await bundle.operators.list(for: bundle.admin, limit: 10, after: nil).data

            #expect(made.map(\.role) == [.readOnly] && made.map(\.isRoleClaimed) == [true])
            #expect(raised.map(\.role) == [.admin] && raised.map(\.id) == made.map(\.id))
            await #expect(throws: SignInFailure.roleMissing) { try await bundle.complete() }
            // Who was ended here does not come back by the claim.
            let id = try #require(UUID(uuidString: raised[0].id))
            #expect(try await bundle.operators.end(id, if: .any, by: bundle.admin) != nil)
            await #expect(throws: SignInFailure.stranger) {
                try await bundle.complete(claims: ["roles": .text("Hooks.Admin")])
            }
        }
    }

    @Test func aCommandLineChangesItsCodeOnceForAShortLivedToken() async throws {
        try await SignInBundle.run { bundle in
            let anna = try await bundle.makeAnna(.auditor)
            let proof = ProofKey()
            let loopback = SignInRequest.Loopback(port: 49_152, state: "abc", challenge: proof.challenge)
            let request = SignInRequest(loopback: loopback)

            guard case .loopback(let url, false) = try await bundle.complete(request),
                case .loopback(let second, false) = try await bundle.complete(request)
            else {
                Issue.record("no way back to the command line")
                return
            }
            let code = try #require(Self.value("code", of: url))
            let created = try await bundle.signIn.redeem(code: code, verifier: proof.verifier, from: AuditOrigin())
            let value = Array(created.value.reveal().utf8)
            let actor = try await bundle.operators.tokens.authenticate(value)

            #expect(url.hasPrefix("http://127.0.0.1:49152/signed-in?"))
            #expect(Self.value("state", of: url) == "abc")
            #expect(actor?.operatorID?.uuidString.lowercased() == anna.id && actor?.role == .auditor)
            #expect(try #require(actor?.expiresAt).timeIntervalSinceNow <= 12 * 3600)
            await #expect(throws: SignInFailure.grant) {
                try await bundle.signIn.redeem(code: code, verifier: proof.verifier, from: AuditOrigin())
            }
            let other = try #require(Self.value("code", of: second))
            await #expect(throws: SignInFailure.grant) {
                try await bundle.signIn.redeem(code: other, verifier: ProofKey().verifier, from: AuditOrigin())
            }

            let id = try #require(UUID(uuidString: anna.id))
            #expect(try await bundle.operators.end(id, if: .any, by: bundle.admin) != nil)
            #expect(try await bundle.operators.tokens.authenticate(value) == nil)
        }
    }

    @Test func aCommandLineIsToldWhyNot() async throws {
        try await SignInBundle.run { bundle in
            let loopback = SignInRequest.Loopback(port: 49_152, state: "abc", challenge: ProofKey().challenge)
            let request = SignInRequest(loopback: loopback)

            guard case .loopback(let url, true) = try await bundle.complete(request) else {
                Issue.record("nobody is told")
                return
            }

            #expect(Self.value("error", of: url) == SignInFailure.stranger.description)
        }
    }

    private static func value(_ name: String, of url: String) -> String? {
        URLComponents(string: url)?.queryItems?.first { $0.name == name }?.value
    }
}
