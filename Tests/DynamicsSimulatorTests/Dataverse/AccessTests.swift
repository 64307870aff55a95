import DynamicsSimulator
import Testing

@Suite struct AccessTests {
    private static func scenario(_ user: ApplicationUser?) -> Scenario {
        var scenario = SimulatorBundle.scenario()
        scenario.environments[0].applicationUsers = user.map { [$0] } ?? []
        return scenario
    }

    @Test(arguments: [nil, "Bearer nonsense", "Basic abc", "Bearer"])
    func challengesWithoutAToken(authorization: String?) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let headers = authorization.map { ["Authorization: \($0)"] } ?? []

            let answer = try await bundle.wire.get("/api/data/v9.2/WhoAmI", headers: headers)

            let tenant = SimulatorBundle.tenant
            #expect(answer.status == 401)
            #expect(
                answer.header("www-authenticate")
                    == "Bearer authorization_uri=https://login.microsoftonline.com/\(tenant)/oauth2/authorize, "
                    + "resource_id=http://acme.crm4.dynamics.test/"
            )
        }
    }

    @Test func tokensExpireAreRevokedAndBelongToOneEnvironment() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let first = try await bundle.token()
            let elsewhere = try await bundle.wire.get(
                "/api/data/v9.2/WhoAmI",
                host: "other.crm4.dynamics.test",
                token: first
            )
            let secondHost = try await bundle.wire.get(
                "/api/data/v9.2/WhoAmI",
                host: "acme.api.crm4.dynamics.test:443",
                token: first
            )
            bundle.simulator.advanceTime(bySeconds: 3600)
            let expired = try await bundle.wire.get("/api/data/v9.2/WhoAmI", token: first)
            let second = try await bundle.token()
            bundle.simulator.revokeTokens()
            let revoked = try await bundle.wire.get("/api/data/v9.2/WhoAmI", token: second)

            #expect(elsewhere.status == 401)
            #expect(secondHost.status == 200)
            #expect(expired.status == 401)
            #expect(revoked.status == 401)
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let user: ApplicationUser?
        let path: String
        let code: String
        let part: String

        var testDescription: String { "\(self.code) at \(self.path)" }
    }

    static let refusals: [Refusal] = [
        .init(user: nil, path: "WhoAmI", code: "0x80072560", part: "The user is not a member of the organization."),
        .init(
            user: ApplicationUser(clientID: SimulatorBundle.client, roles: []),
            path: "WhoAmI",
            code: "0x80042f09",
            part: "has not been assigned any roles"
        ),
        .init(
            user: ApplicationUser(clientID: SimulatorBundle.client, isDisabled: true),
            path: "contacts",
            code: "0x80040225",
            part: "is disabled"
        ),
        .init(
            user: ApplicationUser(clientID: SimulatorBundle.client, isRestricted: true),
            path: "contacts",
            code: "0x80095ffc",
            part: "is restricted for this application Id : '\(SimulatorBundle.client)'"
        ),
        .init(
            user: ApplicationUser(clientID: SimulatorBundle.client, read: [.contacts: .none]),
            path: "contacts",
            code: "0x80040220",
            part: "is missing prvReadContact privilege"
        ),
        .init(
            user: ApplicationUser(clientID: SimulatorBundle.client, read: [.systemusers: .none]),
            path: "systemusers",
            code: "0x80040220",
            part: "OTC=8 for entity 'systemuser'"
        ),
    ]

    @Test(arguments: Self.refusals)
    func refusesAsDataverseDoes(_ refusal: Refusal) async throws {
        try await SimulatorBundle.withSimulator(Self.scenario(refusal.user)) { bundle in
            let token = try await bundle.token()

            let answer = try await bundle.wire.get("/api/data/v9.2/\(refusal.path)", token: token)

            let failure = try answer.decoded(Answers.DataverseError.self).error
            #expect(answer.status == 403)
            #expect(failure.code == refusal.code)
            #expect(failure.message.contains(refusal.part))
        }
    }

    @Test func leavesOutRowsThatTheUserMayNotRead() async throws {
        let user = ApplicationUser(clientID: SimulatorBundle.client, read: [.contacts: .user])
        try await SimulatorBundle.withSimulator(Self.scenario(user)) { bundle in
            let token = try await bundle.token()

            let answer = try await bundle.wire.get("/api/data/v9.2/contacts", token: token)

            #expect(try answer.decoded(Answers.Rows.self).names == ["Aino Virtanen"])
        }
    }

    @Test func anUnknownHostHasNoData() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let answer = try await bundle.wire.get("/api/data/v9.2/WhoAmI", host: "evil.crm4.dynamics.test")

            #expect(answer.status == 404)
        }
    }

    @Test func theDefaultEnvironmentAnswersForUnknownHosts() async throws {
        var scenario = SimulatorBundle.scenario()
        scenario.defaultEnvironment = "acme"
        try await SimulatorBundle.withSimulator(scenario) { bundle in
            let form = SimulatorBundle.form(scope: "https://whoever.test/.default")
            let token = try await bundle.postToken(form).decoded(Answers.Token.self).access_token

            let answer = try await bundle.wire.get("/api/data/v9.2/WhoAmI", host: "whoever.test", token: token)

            #expect(answer.status == 200)
        }
    }

    @Test func aReplacedScenarioHoldsAtOnce() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let token = try await bundle.token()
            var scenario = bundle.simulator.scenario
            scenario.environments[0].applicationUsers = []

            try bundle.simulator.replaceScenario(scenario)

            let answer = try await bundle.wire.get("/api/data/v9.2/WhoAmI", token: token)
            #expect(answer.status == 403)
        }
    }
}
