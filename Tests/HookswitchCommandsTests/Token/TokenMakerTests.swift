import Hookswitch
import Routing
import Testing

@testable import HookswitchCommands

@Suite struct TokenMakerTests {
    private static let nobody = ProfileFile()
    private static let signedIn = ProfileFile(
        current: "live",
        profiles: ["live": Profile(url: "https://live.example.com", credential: .token(Secret("hsw_live")))]
    )

    private static func maker(
        _ flags: ServerChoice.Flags = ServerChoice.Flags(),
        namesDatabase: Bool = false,
        _ environment: [String: String] = [:],
        _ file: ProfileFile = Self.nobody
    ) throws -> TokenMaker {
        try TokenMaker(flags: flags, namesDatabase: namesDatabase, environment: environment) { file }
    }

    @Test(arguments: [
        ServerChoice.Flags(url: "http://127.0.0.1:8081"), ServerChoice.Flags(tokenFile: "token"),
        ServerChoice.Flags(profile: "live"),
    ])
    func serverThatIsNamedMakesIt(_ flags: ServerChoice.Flags) throws {
        #expect(try Self.maker(flags) == .server)
        #expect(try Self.maker(flags, ["HOOKSWITCH_DATABASE_URL": "postgresql:///x"]) == .server)
        let failure = #expect(throws: CommandFailure.self) { try Self.maker(flags, namesDatabase: true) }
        #expect(failure?.status == .usage)
    }

    @Test func serverThatIsSignedInToMakesIt() throws {
        #expect(try Self.maker(.init(), ["HOOKSWITCH_TOKEN": "hsw_x"]) == .server)
        #expect(try Self.maker(.init(), ["HOOKSWITCH_PROFILE": "live"]) == .server)
        #expect(try Self.maker(.init(), [:], Self.signedIn) == .server)
    }

    /// As README and scripts have it.
    @Test func databaseThatIsNamedMakesItWhoeverIsSignedIn() throws {
        let environment = ["HOOKSWITCH_DATABASE_URL": "postgresql:///x", "HOOKSWITCH_TOKEN": "hsw_x"]

        #expect(try Self.maker(.init(), environment, Self.signedIn) == .database)
        #expect(try Self.maker(.init(), namesDatabase: true, ["HOOKSWITCH_TOKEN": "hsw_x"]) == .database)
    }

    @Test func firstTokenNeedsNoOther() throws {
        let withoutToken = ProfileFile(current: "a", profiles: ["a": Profile(url: "http://a:1", credential: nil)])

        #expect(try Self.maker() == .databaseIfConfigured)
        #expect(
            try Self.maker(.init(), ["HOOKSWITCH_TOKEN": "", "HOOKSWITCH_DATABASE_URL": ""]) == .databaseIfConfigured
        )
        #expect(try Self.maker(.init(), [:], withoutToken) == .databaseIfConfigured)
    }

    @Test func whoKnowsNeitherIsToldOfBoth() throws {
        let error = #expect(throws: ConfigurationError.self) { try Configuration.load(environment: [:]) }
        let failure = CommandFailure(noTokenMaker: try #require(error))

        #expect(failure?.status == .authentication)
        let fix = try #require(failure?.problem.fix)
        for way in ["hookswitch login", "HOOKSWITCH_TOKEN", "HOOKSWITCH_DATABASE_URL", "--database"] {
            #expect(fix.contains(way), "\(fix)")
        }
    }

    @Test func tokenThatTheServerRefusesIsNotTheEnd() {
        let refused = CommandFailure(.authentication, code: "unauthenticated", "no", fix: "Send another.")

        #expect(refused.namingBothTokenMakers.problem.fix?.contains("token create --database") == true)
        #expect(refused.namingBothTokenMakers.problem.fix?.hasPrefix("Send another.") == true)
        let other = CommandFailure(.conflict, code: "x", "no", fix: "Send another.")
        #expect(other.namingBothTokenMakers.problem.fix == "Send another.")
    }
}
