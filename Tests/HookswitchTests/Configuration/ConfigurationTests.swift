import Foundation
import Logging
import Routing
import Telemetry
import Testing

@testable import Hookswitch

@Suite struct ConfigurationTests {
    private static let database = ["HOOKSWITCH_DATABASE_URL": "postgresql://hookswitch:hunter2@db/hookswitch"]

    private func load(
        _ yaml: String? = nil,
        _ environment: [String: String] = [:],
        overrides: [String: String] = [:]
    ) throws -> Configuration {
        let folder = try ScratchFolder()
        defer { folder.remove() }
        let file = try folder.write(yaml ?? "", to: "hookswitch.yaml")
        let variables = Self.database.merging(environment) { _, own in own }
        return try Configuration.load(overrides: overrides, environment: variables, configFile: file)
    }

    private func problems(
        _ yaml: String? = nil,
        _ environment: [String: String] = [:],
        overrides: [String: String] = [:]
    ) throws -> [ConfigurationError.Problem] {
        do {
            _ = try self.load(yaml, environment, overrides: overrides)
            return []
        } catch let error as ConfigurationError {
            return error.problems
        }
    }

    @Test func withNothingButADatabaseEverythingHasItsDefault() throws {
        let configuration = try self.load()

        #expect(configuration.calls.listen == ListenAddress(host: "127.0.0.1", port: 8080))
        #expect(configuration.adminListen.port == 8081)
        #expect(configuration.operationsListen.port == 8082)
        #expect(configuration.calls.deadline == .milliseconds(1500))
        #expect(configuration.calls.tls == nil)
        #expect(configuration.entraAuthority.text == "https://login.microsoftonline.com")
        #expect(configuration.egressAllow.isEmpty)
        #expect(configuration.environment == .development)
        #expect(configuration.logLevel == .info)
        #expect(configuration.logFormat == .json)
        #expect(configuration.database.url == Secret("postgresql://hookswitch:hunter2@db/hookswitch"))
        #expect(configuration.origins["database.url"] == .environment(name: "HOOKSWITCH_DATABASE_URL"))
        #expect(configuration.origins["calls.listen"] == .default)
        #expect(configuration.shownValues["calls.listen"] == "127.0.0.1:8080")
        #expect(configuration.shownValues["database.url"] == "***")
        #expect(configuration.shownValues["trust.rootsFile"] == nil)
        #expect(!"\(configuration)".contains("hunter2"))
    }

    @Test func theNearerPlaceWins() throws {
        let folder = try ScratchFolder()
        defer { folder.remove() }
        _ = try folder.write("30\n", to: "database-pool-size")
        let credentials = ["CREDENTIALS_DIRECTORY": folder.url.path]
        let yaml = "database:\n  poolSize: 40\n"
        let variables = credentials.merging(["HOOKSWITCH_DATABASE_POOL_SIZE": "20"]) { first, _ in first }

        let byFlag = try self.load(yaml, variables, overrides: ["database.poolSize": "10"])
        let byVariable = try self.load(yaml, variables)
        let byCredential = try self.load(yaml, credentials)
        let byFile = try self.load(yaml)

        #expect(byFlag.database.poolSize == 10)
        #expect(byFlag.origins["database.poolSize"] == .flag)
        #expect(byVariable.database.poolSize == 20)
        #expect(byCredential.database.poolSize == 30)
        #expect(byCredential.origins["database.poolSize"] == .credential(path: folder.url.path + "/database-pool-size"))
        #expect(byFile.database.poolSize == 40)
        guard case .file(_, line: 2) = byFile.origins["database.poolSize"] else {
            Issue.record("\(String(describing: byFile.origins["database.poolSize"]))")
            return
        }
    }

    @Test func aBadValueIsNotHiddenByAGoodOneFurtherAway() throws {
        let problems = try self.problems(
            "calls:\n  deadlineMilliseconds: 1000\n",
            ["HOOKSWITCH_CALLS_DEADLINE_MILLISECONDS": "80a"]
        )

        #expect(problems.count == 1)
        #expect(problems.first?.key == "calls.deadlineMilliseconds")
        #expect(problems.first?.origin == .environment(name: "HOOKSWITCH_CALLS_DEADLINE_MILLISECONDS"))
        #expect(problems.first?.reason == "\"80a\" cannot be used")
        #expect(problems.first?.remedy.contains("a whole number from 100 to 4000") == true)
    }

    @Test func everythingThatIsWrongIsSaidAtOnceWithItsPlace() throws {
        let yaml = """
            # a comment
            calls:
              deadlneMilliseconds: 100
              listen: nowhere
            databse:
              url: x
            """

        let folder = try ScratchFolder()
        defer { folder.remove() }
        let file = try folder.write(yaml, to: "hookswitch.yaml")
        let variables = ["HOOKSWITCH_DEADLINE": "1", "HOOKSWITCH_ADMIN_LISTENS": "x", "HOOKSWITCH_LOG_LEVEL": "loud"]
        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.load(environment: variables, configFile: file)
        }

        let text = error.description
        #expect(text.contains("the configuration has 7 problems"))
        #expect(text.contains("calls.deadlneMilliseconds (\(file):3): there is no such setting"))
        #expect(text.contains("Did you mean calls.deadlineMilliseconds?"))
        #expect(text.contains("calls.listen (\(file):4): \"nowhere\" cannot be used"))
        #expect(text.contains("databse.url (\(file):6)"))
        #expect(text.contains("Did you mean database.url?"))
        #expect(text.contains("HOOKSWITCH_ADMIN_LISTENS"))
        #expect(text.contains("Did you mean HOOKSWITCH_ADMIN_LISTEN?"))
        #expect(text.contains("HOOKSWITCH_DEADLINE: there is no such setting"))
        #expect(text.contains("one of trace, debug, info, notice, warning, error, critical"))
        #expect(text.contains("database.url: it has no value"))
    }

    @Test(arguments: [
        "99", "4001", "1_500", "+1500", " 1500", "1500.0", "1e3", "٣٠٠", "", "0x5DC", "99999999999999999999",
    ])
    func aNumberIsReadStrictly(text: String) throws {
        let problems = try self.problems(nil, ["HOOKSWITCH_CALLS_DEADLINE_MILLISECONDS": text])

        #expect(problems.map(\.key) == ["calls.deadlineMilliseconds"])
    }

    @Test(arguments: ["yes", "1", "True", "on", ""])
    func aTruthValueIsReadStrictly(text: String) throws {
        let problems = try self.problems(nil, ["HOOKSWITCH_DATABASE_PREPARES_STATEMENTS": text])

        #expect(problems.map(\.key) == ["database.preparesStatements"])
    }

    @Test(arguments: [
        "database:\n  url: [hunter2]\n", "database:\n  url: {a: hunter2}\n", "database:\n  url: ''\n",
        "database:\n  url:\n",
        "database:\n  url: \"hunter2\\0\"\n", "database: {url: hunter2\n", "database:\n\turl: hunter2\n", "- hunter2\n",
        "hunter2\n", "database:\n  url: hunter2\n  url: hunter2\n",
        "database.url: hunter2\ndatabase:\n  url: hunter2\n",
        "&a hunter2", "database: *hunter2\n", "? [hunter2]\n: b\n", "\u{FEFF}\u{0}hunter2",
    ])
    func aFileThatCannotBeUsedIsRefusedAndItsSecretNotShown(yaml: String) throws {
        let folder = try ScratchFolder()
        defer { folder.remove() }
        let file = try folder.write(yaml, to: "hookswitch.yaml")

        let error = try #require(throws: ConfigurationError.self) {
            try Configuration.load(environment: [:], configFile: file)
        }

        #expect(!error.problems.isEmpty)
        #expect(!error.problems.contains { $0.reason.contains("hunter2") || $0.remedy.contains("hunter2") })
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "calls:\n", "calls:\n  tls:\n    # certificateFile:\n"])
    func aFileWithoutSettingsIsFine(yaml: String) throws {
        #expect(try self.problems(yaml) == [])
    }

    @Test func aPasswordInAnURLIsNotShown() throws {
        let problems = try self.problems(nil, ["HOOKSWITCH_PUBLIC_URL": "https://user:hunter2@hooks.example.com"])

        #expect(problems.map(\.key) == ["public.url"])
        #expect(!"\(problems)".contains("hunter2"))
    }

    @Test func aFileThatIsNamedMustExist() throws {
        for variables in [["HOOKSWITCH_CONFIG": "/nowhere/hookswitch.yaml"], ["HOOKSWITCH_CONFIG": "/"]] {
            let error = try #require(throws: ConfigurationError.self) {
                try Configuration.load(environment: variables)
            }
            #expect(error.problems.map(\.key) == ["configuration file"])
        }
    }

    @Test func aCredentialIsReadWithoutTheLineFeedAtItsEnd() throws {
        let folder = try ScratchFolder()
        defer { folder.remove() }
        _ = try folder.write("host=/run/postgresql dbname=hookswitch\n", to: "database-url")
        _ = try folder.write("not ours", to: "other")

        let configuration = try Configuration.load(environment: ["CREDENTIALS_DIRECTORY": folder.url.path])

        #expect(configuration.database.url.reveal() == "host=/run/postgresql dbname=hookswitch")
    }

    @Test func egressBeyondMicrosoftIsRefusedInProduction() throws {
        let variables = [
            "HOOKSWITCH_EGRESS_ALLOW": "localhost:18443, [::1]:18444", "HOOKSWITCH_ENVIRONMENT": "production",
        ]

        #expect(try self.problems(nil, variables).map(\.key) == ["egress.allow"])
        #expect(try self.load(nil, ["HOOKSWITCH_EGRESS_ALLOW": "localhost:1,[::1]:2"]).egressAllow.count == 2)
        #expect(try self.load("egress:\n  allow: [localhost:1, '[::1]:2']\n").egressAllow.map(\.port) == [1, 2])
    }

    @Test func hostsAreSetAsAListOrWithCommas() throws {
        let names = ["hooks.example.com", "[::1]"]
        let variable = ["HOOKSWITCH_CALLS_ALLOWED_HOSTS": "Hooks.example.com, [::1]"]

        #expect(try self.load(nil, variable).callHosts.names.map(\.text) == names)
        #expect(
            try self.load("calls:\n  allowedHosts: [hooks.example.com, '[::1]']\n").callHosts.names.map(\.text) == names
        )
        #expect(try self.load().callHosts.names.isEmpty)
        #expect(
            try self.load("public:\n  url: https://hooks.example.com\n", ["HOOKSWITCH_ENVIRONMENT": "production"])
                .callHosts.names.map(\.text) == ["hooks.example.com", "127.0.0.1"]
        )
    }

    @Test(arguments: ["", "hooks.example.com:443", "a,,b", "https://hooks.example.com"])
    func aHostThatCannotBeReadIsRefused(text: String) throws {
        let problems = try self.problems(nil, ["HOOKSWITCH_CALLS_ALLOWED_HOSTS": text])

        #expect(problems.map(\.key) == ["calls.allowedHosts"])
    }

    @Test func certificateAndKeyGoTogether() throws {
        let key = ["HOOKSWITCH_CALLS_TLS_PRIVATE_KEY_FILE": "key.pem"]
        let certificate = ["HOOKSWITCH_CALLS_TLS_CERTIFICATE_FILE": "certificate.pem"]

        #expect(try self.problems(nil, key).map(\.key) == ["calls.tls.privateKeyFile"])
        #expect(try self.problems(nil, certificate).map(\.key) == ["calls.tls.certificateFile"])
        let both = try self.load(nil, key.merging(certificate) { first, _ in first })
        #expect(both.calls.tls?.certificateFile == "certificate.pem")
    }

    @Test func variablesOfClientsAreNoMistake() throws {
        let variables = ["HOOKSWITCH_URL": "http://127.0.0.1:8081", "HOOKSWITCH_TOKEN": "x", "PATH": "/bin"]

        #expect(try self.problems(nil, variables) == [])
    }

    @Test func anUnknownOverrideIsRefused() throws {
        #expect(try self.problems(nil, [:], overrides: ["calls.port": "1"]).map(\.key) == ["calls.port"])
    }
}
