import Routing
import Testing

@testable import HookswitchCommands

@Suite struct ProfileFileTests {
    @Test func whatIsWrittenIsRead() throws {
        let file = ProfileFile(
            current: "live",
            profiles: [
                "live": Profile(url: "https://hooks.example.com", credential: .token(Secret("hsw_: #\"'"))),
                "test": Profile(url: "http://127.0.0.1:8081", credential: .file("/home/liisa/token")),
                "bare": Profile(url: "http://127.0.0.1:8081", credential: nil),
            ]
        )

        #expect(try ProfileFile(parsing: try file.yaml(), path: "config.yaml") == file)
    }

    @Test(arguments: ["", "# nothing yet\n", "~\n"])
    func emptyFileHasNoProfiles(_ text: String) throws {
        #expect(try ProfileFile(parsing: text, path: "config.yaml") == ProfileFile())
    }

    @Test(
        arguments: [
            ("profiles:\n  live:\n    ulr: x\n", 3, "did you mean url?"),
            ("profiles:\n  live:\n    token: hsw_canary\n", 2, "it is required"),
            ("profiles:\n  live:\n    url: x\n    token: hsw_canary\n    token_file: /t\n", 2, "not both"),
            ("profiles:\n  'a b':\n    url: x\n", 2, "name"),
            ("profile: {}\n", 1, "did you mean profiles?"),
            ("profiles:\n  live: hsw_canary\n", nil, "members are expected"),
            ("- hsw_canary\n", nil, "members are expected"),
            ("current: live\n", nil, "no profile of this name"),
            ("profiles:\n  live: [hsw_canary\n", nil, "not YAML"),
            ("\tprofiles: hsw_canary\n", nil, "not YAML"),
        ] as [(String, Int?, String)]
    )
    func mistakeIsNamedWithItsLineAndWithoutAValue(_ text: String, _ line: Int?, _ words: String) throws {
        let failure = try #require(
            #expect(throws: CommandFailure.self) { try ProfileFile(parsing: text, path: "config.yaml") }
        )
        let block = FailureBlock(failure).lines(palette: .plain).joined(separator: "\n")

        #expect(block.contains(words), "\(block)")
        #expect(block.contains(line.map { "config.yaml:\($0)" } ?? "config.yaml"), "\(block)")
        #expect(!block.contains("hsw_canary"))
    }

    @Test func mistypedNameIsSuggested() {
        let file = ProfileFile(current: nil, profiles: ["production": Profile(url: "https://a", credential: nil)])

        let failure = #expect(throws: CommandFailure.self) { try file.profile(named: "prodution") }

        #expect(failure?.status == .usage)
        #expect(failure?.problem.title == "there is no profile \"prodution\". Did you mean \"production\"?")
    }
}
