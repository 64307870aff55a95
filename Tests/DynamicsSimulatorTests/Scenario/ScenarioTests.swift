import DynamicsSimulator
import Foundation
import Testing

@Suite struct ScenarioTests {
    private static let valid = """
        defaultEnvironment: acme
        entra:
          - id: 11111111-0000-4000-8000-000000000001
            domains: [acme.onmicrosoft.test]
            applications:
              - clientId: 22222222-0000-4000-8000-000000000001
                secrets:
                  - { value: one-secret, expiresAt: 2027-05-01T00:00:00Z }
        environments:
          - name: acme
            hosts: [ACME.crm4.dynamics.test, 127.0.0.1]
            organizationId: 33333333-0000-4000-8000-000000000001
            entraTenant: 11111111-0000-4000-8000-000000000001
            applicationUsers:
              - clientId: 22222222-0000-4000-8000-000000000001
                read: { leads: none, accounts: user }
            tables:
              contacts:
                - { fullname: A, telephone1: 0501234567, mobilephone: +358401234567, new_x: 007, new_n: 7, fax: null }
        """

    @Test func readsEveryMember() throws {
        let scenario = try Scenario(yaml: Self.valid)

        let environment = try #require(scenario.environments.first)
        let row = try #require(environment.tables[.contacts]?.first)
        let secret = try #require(scenario.entraTenants.first?.applications.first?.secrets.first)
        #expect(environment.hosts == ["acme.crm4.dynamics.test", "127.0.0.1"])
        #expect(environment.applicationUsers.first?.read == [.leads: .none, .accounts: .user])
        #expect(secret.hint == "one")
        #expect(secret.expiresAt == Date(timeIntervalSince1970: 1_809_129_600))
        #expect("\(secret)" == "***")
        #expect(row.columns["telephone1"] == "0501234567")
        #expect(row.columns["mobilephone"] == "+358401234567")
        #expect(row.columns["new_x"] == "007")
        #expect(row.columns["new_n"] == 7)
        #expect(row.columns["fax"] == .null)
    }

    @Test(arguments: [
        ("hosts: [ACME", "host: [ACME", "line 11: environments[0].host: unknown member"),
        ("acme.crm4", "a b.crm4", "line 11: environments[0].hosts[0]: expected a host name"),
        ("organizationId: 3333", "organizationId: x333", "line 12: environments[0].organizationId: expected a GUID"),
        (
            "entraTenant: 11111111-0000-4000-8000-000000000001", "entraTenant: 11111111-0000-4000-8000-00000000000a",
            "line 13: environments[0].entraTenant: no tenant"
        ),
        (
            "leads: none", "leads: some",
            "line 16: environments[0].applicationUsers[0].read.leads: expected organization"
        ),
        ("contacts:", "widgets:", "line 18: environments[0].tables.widgets: unknown member"),
        ("fax: null", "fax: [1]", "line 19: environments[0].tables.contacts[0].fax: expected a single value"),
        ("fax: null", "statecode: on", "line 19: environments[0].tables.contacts[0].statecode: expected Edm.Int32"),
        ("fax: null", "fax: 1, fax: 2", "given twice: fax"),
        ("defaultEnvironment: acme", "defaultEnvironment: x", "line 1: defaultEnvironment: no environment"),
        ("2027-05-01T00:00:00Z", "tomorrow", "line 8: entra[0].applications[0].secrets[0].expiresAt: expected a time"),
        ("value: one-secret, ", "", "secrets[0].value: missing"),
        (
            "defaultEnvironment: acme", "tokenLifetimeSeconds: 0",
            "line 1: tokenLifetimeSeconds: expected a whole number"
        ),
        ("domains: [acme.onmicrosoft.test]", "domains: x", "line 4: entra[0].domains: expected a list"),
        ("127.0.0.1]", "acme.crm4.dynamics.test]", "line 11: environments[0].hosts[1]: given to two environments"),
        ("entra:", "entra: [", "not YAML"),
    ])
    func saysWhereAndWhat(old: String, new: String, problem: String) throws {
        let text = Self.valid.replacing(old, with: new, maxReplacements: 1)
            .replacing(old == "acme.crm4" ? "ACME.crm4" : "\u{0}", with: "a b.crm4")
        #expect(text != Self.valid)

        let error = #expect(throws: ScenarioError.self) { try Scenario(yaml: text) }

        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
    }

    @Test func reportsEveryProblemAtOnce() throws {
        let text = Self.valid.replacing("leads: none", with: "leads: some").replacing("contacts:", with: "widgets:")

        let error = #expect(throws: ScenarioError.self) { try Scenario(yaml: text) }

        #expect(error?.problems.count == 2)
    }

    @Test(arguments: ["", "[]", "7", "entra: {}", "\u{0}", "a: &a [*a, *a]", "{"])
    func refusesWhatIsNoScenario(text: String) {
        #expect(throws: ScenarioError.self) { try Scenario(yaml: text) }
    }

    @Test func aScenarioBuiltInSwiftIsCheckedToo() async throws {
        var scenario = SimulatorBundle.scenario()
        scenario.environments[1].hosts = [SimulatorBundle.host]

        let error = await #expect(throws: ScenarioError.self) {
            try await Simulator.start(scenario: scenario, tls: false)
        }

        #expect(error?.problems.map(\.path) == ["environments[1].hosts[0]"])
    }

    @Test func theDemoScenarioPlaysAndHasTheSeedsCaller() async throws {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "deploy/demo/scenario.yaml")
        let scenario = try Scenario(yaml: String(contentsOf: file, encoding: .utf8))

        let rows = scenario.environments.flatMap { $0.tables.values.flatMap(\.self) }

        #expect(rows.count >= 40)
        #expect(
            scenario.environments.first?.tables[.contacts]?.contains { $0.columns["mobilephone"] == "+35850454564" }
                == true
        )
        try await SimulatorBundle.withSimulator(scenario) { _ in }
    }
}
