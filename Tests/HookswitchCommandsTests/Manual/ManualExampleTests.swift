import ArgumentParser
import Testing

@testable import HookswitchCommands

/// What man pages say that people type is typed here.
@Suite struct ManualExampleTests {
    /// The words of an example up to where the shell takes over.
    private static func words(_ example: ManualExample) -> [String] {
        example.command.split(separator: " ").map(String.init).prefix { ![">", "|"].contains($0) }.dropFirst().map(
            \.self
        )
    }

    @Test func mostUsedCommandsHaveExamples() {
        #expect(ManualExample.commands.count >= 20)
        for command in ManualExample.commands {
            #expect(!ManualExample.all(of: command).isEmpty, "\(command)")
        }
    }

    @Test(arguments: ManualExample.commands)
    func examplesAreOfTheirCommandAndParse(_ command: String) throws {
        let names = command.split(separator: " ").map(String.init)
        let path = CommandPath(names)
        #expect(path.words == ["hookswitch"] + names, "no command \(command)")
        let examples = ManualExample.all(of: command)

        for example in examples {
            let words = Self.words(example)
            #expect(throws: Never.self, "\(example.command)") { try HookswitchCommand.parseAsRoot(words) }
            #expect(example.command.count <= 80, "\(example.command)")
        }
        // The others lead there, as `routing show` leads to `routing apply`.
        let own = try #require(examples.last)
        let parsed = try HookswitchCommand.parseAsRoot(Self.words(own))
        #expect(ObjectIdentifier(type(of: parsed)) == ObjectIdentifier(path.command), "\(own.command)")

        let page = try ManualPage(of: path).roff
        #expect(page.contains(".SH EXAMPLES\n"))
        for example in examples { #expect(page.contains(Roff.escaped(example.text)), "\(example.text)") }
    }
}
