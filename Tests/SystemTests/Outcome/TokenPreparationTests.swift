import DynamicsSimulator
import Foundation
import Testing

extension SystemTests {
    /// A tenant's access token is there before its first call, and what goes wrong with it is nobody's wait.
    @Suite struct TokenPreparationTests {
        @Test func theFirstCallFindsATokenThatWasFetchedAhead() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    for await _ in installation.simulator.requestStream(.tokens) { break }
                    // From here on no token can be had.
                    installation.simulator.set(Fault(.hang, path: .token))

                    let answer = try await hook.call(from: "+35850454564", to: "+35840675644")

                    #expect(answer.status == 200)
                    #expect(installation.simulator.requests(.tokens).count == 1)
                }
            }
        }

        @Test(arguments: [
            (Fault(.status(401), path: .token), "crm_auth", 204),
            (Fault(.hang, path: .token), "crm_timeout", 204),
        ])
        func withoutATokenCallsTakeTheDefaultRouteInTime(
            _ fault: Fault,
            _ outcome: String,
            _ status: Int
        ) async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    installation.simulator.set(fault)
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)

                    let start = ContinuousClock.now
                    let answer = try await hook.call(from: "+35850454564", to: "+35840675644")
                    let duration = ContinuousClock.now - start

                    #expect(answer.status == status)
                    // The deadline is 1.5 s; the rest is for a busy machine.
                    #expect(duration < .seconds(3))
                    let decisions = try await hook.decisions(1, in: installation, on: server)
                    #expect(decisions.first?["outcome"] as? String == outcome)
                }
            }
        }

        /// Entra refuses a secret for its first seconds; an operator who applies it at once must not wait a quarter hour.
        @Test func aSecretThatIsRefusedAtFirstIsTriedAgainSoon() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    installation.simulator.set(Fault(.status(401), path: .token))
                    let document = Scenarios.document(port: installation.simulator.port)
                    let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                    for await _ in installation.simulator.requestStream(.tokens) { break }
                    #expect(try await hook.call(from: "+35850454564", to: "+35840675644").status == 204)
                    installation.simulator.clearFaults()

                    let deadline = ContinuousClock.now + .seconds(30)
                    var status = 204
                    while status != 200, ContinuousClock.now < deadline {
                        try await Task.sleep(for: .milliseconds(250))
                        status = try await hook.call(from: "+35850454564", to: "+35840675644").status
                    }

                    #expect(status == 200)
                }
            }
        }
    }
}
