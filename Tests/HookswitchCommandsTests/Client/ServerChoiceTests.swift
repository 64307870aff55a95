import Routing
import Testing

@testable import HookswitchCommands

@Suite struct ServerChoiceTests {
    private static let file = ProfileFile(
        current: "live",
        profiles: [
            "live": Profile(url: "https://live.example.com", credential: .token(Secret("hsw_live"))),
            "test": Profile(url: "https://test.example.com", credential: .token(Secret("hsw_test"))),
        ]
    )

    private func choose(
        _ flags: ServerChoice.Flags = ServerChoice.Flags(),
        _ environment: [String: String] = [:]
    ) throws -> [String] {
        let choice = try ServerChoice(flags: flags, environment: environment) { Self.file }
        return [choice.address.text, choice.token.value.reveal()]
    }

    @Test func currentProfileIsUsedIfNothingElseIsSaid() throws {
        #expect(try self.choose() == ["https://live.example.com", "hsw_live"])
    }

    @Test func environmentComesBeforeTheCurrentProfile() throws {
        let environment = ["HOOKSWITCH_URL": "https://env.example.com", "HOOKSWITCH_TOKEN": "hsw_env"]

        #expect(try self.choose(.init(), environment) == ["https://env.example.com", "hsw_env"])
        // A token of one's own goes to no server that only the current profile names.
        #expect(try self.choose(.init(), ["HOOKSWITCH_TOKEN": "hsw_env"]) == [AdminAddress.standard, "hsw_env"])
        #expect(
            try self.choose(.init(), ["HOOKSWITCH_PROFILE": "test", "HOOKSWITCH_TOKEN": "hsw_env"])
                == ["https://test.example.com", "hsw_env"]
        )
    }

    @Test func flagComesBeforeTheEnvironment() throws {
        let environment = ["HOOKSWITCH_URL": "https://env.example.com", "HOOKSWITCH_TOKEN": "hsw_env"]

        #expect(try self.choose(.init(profile: "test"), environment) == ["https://test.example.com", "hsw_test"])
        #expect(
            try self.choose(.init(url: "https://flag.example.com"), environment)
                == ["https://flag.example.com", "hsw_env"]
        )
    }

    @Test func tokenOfAProfileIsSentToItsOwnServerAlone() {
        let failure = #expect(throws: CommandFailure.self) {
            try self.choose(.init(url: "https://other.example.com", profile: "live"))
        }

        #expect(failure?.status == .authentication)
        #expect(throws: CommandFailure.self) {
            try self.choose(.init(), ["HOOKSWITCH_URL": "https://evil.example.com"])
        }
    }

    @Test func fileIsNotReadIfNoProfileIsNeeded() throws {
        let environment = ["HOOKSWITCH_TOKEN": "hsw_env"]
        let broken = CommandFailure(.failed, code: "profile_file", "broken")

        let choice = try ServerChoice(flags: .init(), environment: environment) { () throws(CommandFailure) in
            throw broken
        }

        #expect(choice.token.value.reveal() == "hsw_env")
    }

    @Test func unknownProfileIsAUsageError() {
        let failure = #expect(throws: CommandFailure.self) { try self.choose(.init(profile: "lvie")) }

        #expect(failure?.status == .usage)
    }
}
