import ArgumentParser
import HookswitchTesting
import Testing

@testable import HookswitchCommands

@Suite struct ManualPageTests {
    private static func paths() -> [[String]] {
        var found: [[String]] = []
        var waiting: [(words: [String], command: any ParsableCommand.Type)] = [([], HookswitchCommand.self)]
        while let (words, command) = waiting.popLast() {
            found.append(words)
            for child in command.configuration.subcommands {
                waiting.append((words + [child.configuration.commandName ?? ""], child))
            }
        }
        return found
    }

    /// groff with all of its warnings is the judge.
    @Test func everyPageIsReadWithoutAWarning() async throws {
        let pages = try Self.paths().map { try ManualPage(of: CommandPath($0)).roff }

        for page in pages {
            #expect(page.utf8.allSatisfy { $0 < 0x80 })
            for device in ["-Tutf8", "-Tascii"] {
                let result = try await TestProgram.run("/usr/bin/groff", ["-man", "-ww", device], input: page)
                #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)\n\(page)")
            }
        }
        #expect(pages.count > 25)
    }

    @Test func pageSaysWhatHelpSays() throws {
        let page = try ManualPage(of: CommandPath(["tenant", "list"])).roff

        for words in [
            ".TH \"HOOKSWITCH\\-TENANT\\-LIST\" 1", "List the tenants.", "\\-\\-watch <seconds>", "\\-\\-no\\-headers",
            "One of: table, wide, json, yaml, ndjson, csv, name.", "HOOKSWITCH_PROFILE",
        ] {
            #expect(page.contains(words), "\(words)")
        }
    }

    @Test func textIsNeitherRequestNorEscape() {
        #expect(Roff.line(".TH x") == "\\&.TH x")
        #expect(Roff.line("'x' \\n -") == "\\(aqx\\(aq \\en \\-")
        #expect(Roff.escaped("é…→") == "\\[u00E9]...\\(->")
        #expect(Roff.quoted("a\"b") == "\"a\\(dqb\"")
    }
}
