import DynamicsSimulator
import Foundation

/// A running simulator over plain HTTP, a client for it, and the ids of its scenario.
struct SimulatorBundle: Sendable {
    static let tenant = "11111111-0000-4000-8000-000000000001"
    static let otherTenant = "11111111-0000-4000-8000-000000000002"
    static let client = "22222222-0000-4000-8000-000000000001"
    static let outsider = "22222222-0000-4000-8000-000000000002"
    static let disabledClient = "22222222-0000-4000-8000-000000000003"
    static let secret = "s3cret value+/&="
    static let expiredSecret = "an-old-secret"
    static let host = "acme.crm4.dynamics.test"
    static let resource = "https://acme.crm4.dynamics.test"

    static let contacts: [TableRow] = [
        TableRow(["fullname": "Aino Virtanen", "telephone1": "+35850454564"], isOwnedByApplication: true),
        TableRow(["fullname": "Oliver O'Brian", "telephone1": "050 454 564", "emailaddress1": "o%b_[1]@x.test"]),
        TableRow(["fullname": "Väinö Åkesson", "mobilephone": "0046701740605", "statecode": 1, "statuscode": 2]),
        TableRow(["fullname": "Nobody", "telephone1": " 35850454564", "new_rank": 7]),
    ]

    let simulator: Simulator
    let wire: WireClient

    static func scenario(contacts: [TableRow] = Self.contacts) -> Scenario {
        Scenario(
            entraTenants: [
                EntraTenant(
                    id: Self.tenant,
                    domains: ["acme.onmicrosoft.test"],
                    applications: [
                        EntraApplication(
                            clientID: Self.client,
                            secrets: [
                                EntraSecret(value: Self.secret),
                                EntraSecret(value: Self.expiredSecret, expiresAt: Date(timeIntervalSince1970: 0)),
                            ]
                        ),
                        EntraApplication(clientID: Self.outsider, secrets: [EntraSecret(value: Self.secret)]),
                        EntraApplication(
                            clientID: Self.disabledClient,
                            isDisabled: true,
                            secrets: [EntraSecret(value: Self.secret)]
                        ),
                    ]
                ),
                EntraTenant(id: Self.otherTenant),
            ],
            environments: [
                DataverseEnvironment(
                    name: "acme",
                    hosts: [Self.host, "acme.api.crm4.dynamics.test"],
                    organizationID: "33333333-0000-4000-8000-000000000001",
                    entraTenantID: Self.tenant,
                    applicationUsers: [ApplicationUser(clientID: Self.client)],
                    tables: [.contacts: contacts]
                ),
                DataverseEnvironment(
                    name: "other",
                    hosts: ["other.crm4.dynamics.test"],
                    organizationID: "33333333-0000-4000-8000-000000000002",
                    entraTenantID: Self.otherTenant
                ),
            ]
        )
    }

    /// Lends a simulator, and stops it whatever happens.
    static func withSimulator(
        _ scenario: Scenario = SimulatorBundle.scenario(),
        controlPort: Int? = nil,
        _ body: (SimulatorBundle) async throws -> Void
    ) async throws {
        let simulator = try await Simulator.start(scenario: scenario, tls: false, controlPort: controlPort)
        do {
            try await body(SimulatorBundle(simulator: simulator, wire: WireClient(port: simulator.port)))
        } catch {
            try await simulator.shutdown()
            throw error
        }
        try await simulator.shutdown()
    }

    static func form(
        clientID: String? = SimulatorBundle.client,
        secret: String? = SimulatorBundle.secret,
        scope: String? = SimulatorBundle.resource + "/.default",
        grantType: String? = "client_credentials",
        resource: String? = nil
    ) -> String {
        let members = [
            ("client_id", clientID), ("client_secret", secret), ("scope", scope), ("grant_type", grantType),
            ("resource", resource),
        ]
        return members.compactMap { name, value in value.map { "\(name)=\(Self.escaped($0))" } }.joined(separator: "&")
    }

    static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let character = Character(Unicode.Scalar(byte))
            return character.isASCII && (character.isLetter || character.isNumber)
                ? String(character) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    func postToken(
        _ form: String,
        tenant: String = SimulatorBundle.tenant,
        path: String = "oauth2/v2.0/token",
        headers: [String] = ["Content-Type: application/x-www-form-urlencoded"]
    ) async throws -> WireAnswer {
        try await self.wire.send(
            "POST",
            "/\(tenant)/\(path)",
            host: "login.microsoftonline.test",
            body: form,
            headers: headers
        )
    }

    func token(clientID: String = SimulatorBundle.client) async throws -> String {
        let answer = try await self.postToken(Self.form(clientID: clientID))
        return try answer.decoded(Answers.Token.self).access_token
    }

    /// Asks for contacts with a filter that is escaped as it should be.
    func contacts(filter: String, token: String) async throws -> WireAnswer {
        try await self.wire.get("/api/data/v9.2/contacts?$filter=\(Self.escaped(filter))", token: token)
    }
}
