import Foundation
import Postgres
import Routing
import Testing

@testable import Hookswitch

/// What signing in withstands: crowds, a lost role, two tabs at once, an issuer that hangs.
@Suite(.timeLimit(.minutes(2))) struct SignInLimitTests {
    @Test func oneSourceTakesNobodyElsesPlaces() async throws {
        try await SignInBundle.run { bundle in
            for _ in 0..<SignInService.maximumAttemptCountPerSource {
                _ = try await bundle.signIn.begin(SignInRequest(source: "4:a"))
            }

            await #expect(throws: SignInFailure.tooMany) { try await bundle.signIn.begin(SignInRequest(source: "4:a")) }
            _ = try await bundle.signIn.begin(SignInRequest(source: "4:b"))
        }
    }

    @Test func aCommandLineIsSignedInByNobodysMereLink() async throws {
        try await SignInBundle.run { bundle in
            let loopback = SignInRequest.Loopback(port: 49_152, state: "abc", challenge: ProofKey().challenge)

            let waiting = try await bundle.signIn.begin(SignInRequest(loopback: loopback))
            let browser = try await bundle.signIn.begin(SignInRequest())

            #expect(waiting.url.contains("prompt=select_account"))
            #expect(!browser.url.contains("prompt="))
        }
    }

    @Test func aLostRoleEndsWhatItsSignInsMade() async throws {
        let roles = [try ClaimedRole(parsing: "Hooks.Admin=admin"), try ClaimedRole(parsing: "Hooks.Look=read_only")]
        try await SignInBundle.run(roles: roles) { bundle in
            let admin: [String: StubIssuer.ClaimText] = ["roles": .text("Hooks.Admin")]
            guard case .session(let session, _) = try await bundle.complete(claims: admin) else {
                Issue.record("no session")
                return
            }
            let sessions = bundle.operators.sessions
            let anna = try #require(try await sessions.authenticate(session.secret.reveal()))
            let id = try #require(anna.operatorID)
            let value = try await bundle.operators.tokens.create(
                for: id,
                name: "Anna",
                role: .admin,
                expiresAt: Date(timeIntervalSinceNow: 3600),
                from: AuditOrigin()
            ).value.reveal()
            let bearer = Array(value.utf8)
            let invited = try await bundle.operators.create(OperatorOrder(name: "m", role: .admin), by: anna)
            #expect(try await bundle.operators.tokens.authenticate(bearer)?.role == .admin)

            // Another role counts at once, here too.
            _ = try await bundle.complete(claims: ["roles": .text("Hooks.Look")])
            #expect(try await bundle.operators.tokens.authenticate(bearer)?.role == .readOnly)
            #expect(try await sessions.authenticate(session.secret.reveal())?.role == .readOnly)

            await #expect(throws: SignInFailure.roleMissing) { try await bundle.complete() }

            #expect(try await bundle.operators.tokens.authenticate(bearer) == nil)
            #expect(try await sessions.authenticate(session.secret.reveal()) == nil)
            let request = SignInRequest(invitation: try #require(invited.invitation).reveal())
            await #expect(throws: SignInFailure.invitation) {
                try await bundle.complete(request, claims: ["sub": .text("mallory")])
            }
        }
    }

    @Test func whoIsRefusedIsNamedByWhatIsProved() async throws {
        try await SignInBundle.run { bundle in
            let begun = try await bundle.signIn.begin(SignInRequest())
            let (state, code) = try bundle.issuer.signIn(begun.url)
            var refusals: [SignInRefusal] = []

            await #expect(throws: SignInFailure.stranger) {
                try await bundle.signIn.complete(
                    SignInAnswer(state: state, code: code, error: nil, issuer: nil),
                    browserSecret: begun.browserSecret.reveal(),
                    from: AuditOrigin(),
                    onRefusal: { refusals.append($0) }
                )
            }

            #expect(refusals.map(\.reason) == [.stranger])
            #expect(refusals.map(\.subject) == ["anna"] && refusals.map(\.issuer) == [bundle.issuer.url])
        }
    }

    @Test func ofTwoInvitationsOfOnePersonAtOnceOneIsTold() async throws {
        try await SignInBundle.run { bundle in
            let first = try await bundle.operators.create(OperatorOrder(name: "a", role: .support), by: bundle.admin)
            let second = try await bundle.operators.create(OperatorOrder(name: "b", role: .support), by: bundle.admin)
            let invitations = try [first, second].map { try #require($0.invitation).reveal() }

            let outcomes = await withTaskGroup(of: SignInFailure?.self) { group in
                for invitation in invitations {
                    group.addTask {
                        do {
                            _ = try await bundle.complete(SignInRequest(invitation: invitation))
                            return nil
                        } catch let failure as SignInFailure {
                            return failure
                        } catch {
                            Issue.record("\(error)")
                            return .denied("other")
                        }
                    }
                }
                return await group.reduce(into: [SignInFailure?]()) { $0.append($1) }
            }

            #expect(outcomes.filter { $0 == nil }.count == 1, "\(outcomes)")
            #expect(outcomes.contains(.identityTaken), "\(outcomes)")
        }
    }

    /// The row is known by nobody else's reading of it: a role of a later version.
    @Test func anInvitationOfSomebodyWhomThisVersionCannotReadIsRefusedByName() async throws {
        try await SignInBundle.run { bundle in
            let anna = try await bundle.makeAnna()
            let created = try await bundle.operators.create(OperatorOrder(name: "b", role: .support), by: bundle.admin)
            let id = try #require(UUID(uuidString: anna.id))
            try await bundle.database.pool.withTransaction { transaction in
                _ = try await transaction.execute(
                    "ALTER TABLE hookswitch.operator DROP CONSTRAINT operator_role_check"
                )
                _ = try await transaction.execute(
                    "UPDATE hookswitch.operator SET role = 'later' WHERE operator_id = \(id)"
                )
            }
            let request = SignInRequest(invitation: try #require(created.invitation).reveal())

            await #expect(throws: SignInFailure.identityTaken) { try await bundle.complete(request) }
        }
    }

    /// Who ends an operator holds their sessions and waits for the audit's chain; who signs in holds the chain.
    @Test func signingInWaitsForNoOverSession() async throws {
        try await SignInBundle.run { bundle in
            let anna = try await bundle.makeAnna()
            let id = try #require(UUID(uuidString: anna.id))
            let sessions = bundle.operators.sessions
            try await bundle.database.inFleet { transaction in
                _ = try await sessions.open(
                    for: id,
                    from: nil,
                    at: Date(timeIntervalSinceNow: -2 * SessionService.duration),
                    in: transaction
                )
            }

            try await bundle.database.inFleet { transaction in
                _ = try await transaction.execute("DELETE FROM hookswitch.operator_session")
                // The deletion is not committed, and would be waited for.
                _ = try await bundle.complete()
            }
            #expect(try await bundle.sessionCount() == 1)
            try await sessions.sweep()
            #expect(try await bundle.sessionCount() == 1)
        }
    }

    @Test func anIssuerThatHangsHoldsFewAndNobodyElse() async throws {
        try await SignInBundle.run(patience: Issuer.standardPatience) { bundle in
            bundle.issuer.set(.hangingKeys)
            let start = ContinuousClock.now

            let ends = await withTaskGroup(of: (fault: IssuerFault?, duration: Duration).self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        let fault = await #expect(throws: IssuerFault.self) {
                            try await bundle.signIn.begin(SignInRequest())
                        }
                        return (fault, ContinuousClock.now - start)
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let durations = ends.map(\.duration)

            #expect(durations.filter { $0 > .seconds(4) }.count <= 1 + IssuerMemory.maximumWaiting, "\(durations)")
            #expect(ends.allSatisfy { $0.fault == .unreachable || $0.fault == .crowded })
            #expect(ends.contains { $0.fault == .unreachable })
            #expect(durations.allSatisfy { $0 < .seconds(9) }, "\(durations)")
            #expect(bundle.issuer.keyRequestCount == 1)
        }
    }

    @Test func whatServersReadOfSessionsTakesThePlaceOfWhatTheyKnew() async throws {
        try await SignInBundle.run { bundle in
            _ = try await bundle.makeAnna()
            guard case .session(let session, _) = try await bundle.complete() else {
                Issue.record("no session")
                return
            }
            let other = SessionService(database: bundle.database)
            let secret = session.secret.reveal()

            #expect(!other.isKnown(secret))
            try await other.readLive()
            #expect(other.isKnown(secret))
            let id = try #require(try await other.authenticate(secret)).tokenID
            _ = try await bundle.operators.sessions.end(id, by: bundle.admin)
            try await other.readLive()
            #expect(!other.isKnown(secret))
        }
    }
}
