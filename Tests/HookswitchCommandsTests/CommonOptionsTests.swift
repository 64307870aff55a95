import ArgumentParser
import Testing

@testable import HookswitchCommands

@Suite struct CommonOptionsTests {
    @Test(
        arguments: [
            ("", CommandManner()), ("-q", CommandManner(talk: .errors)), ("--quiet", CommandManner(talk: .errors)),
            ("-v", CommandManner(talk: .requests)),
            ("--verbose --no-input", CommandManner(talk: .requests, asks: false)),
            ("--debug", CommandManner(talk: .heads)), ("-v --debug", CommandManner(talk: .heads)),
            ("--no-input", CommandManner(asks: false)),
        ]
    )
    func optionsMakeTheManner(_ line: String, _ manner: CommandManner) throws {
        let options = try CommonOptions.parse(line.split(separator: " ").map(String.init))

        #expect(options.behaviour.manner == manner)
    }

    @Test(arguments: ["-q -v", "-q --debug", "--timeout 0", "--timeout -1", "--timeout 100000", "--timeout x"])
    func contradictionsAreRefused(_ line: String) {
        #expect(throws: (any Error).self) {
            try CommonOptions.parse(line.split(separator: " ").map(String.init))
        }
    }

    @Test func whatWouldBeAskedNamesItsOption() throws {
        let options = try CommonOptions.parse(["--no-input"])

        let failure = #expect(throws: CommandFailure.self) { try options.confirm("End it?") }
        #expect(failure?.status == .usage)
        #expect(failure?.problem.fix == "add --yes")
        #expect(failure?.reasons == ["End it?"])
        try CommonOptions.parse(["--no-input", "--yes"]).confirm("End it?")
    }

    @Test func everyCommandOfOursUnderstandsThem() {
        var commands: [any ParsableCommand.Type] = [HookswitchCommand.self]
        while let command = commands.popLast() {
            commands += command.configuration.subcommands
            guard command.configuration.subcommands.isEmpty else { continue }
            let help = HookswitchCommand.helpMessage(for: command, columns: 200)
            for option in ["--quiet", "--verbose", "--debug", "--timeout", "--no-input", "--yes", "--color"] {
                #expect(help.contains(option), "\(command): \(option)")
            }
        }
    }
}
