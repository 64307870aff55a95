import ArgumentParser
import Foundation
import Testing

@testable import HookswitchCommands

@Suite struct CommandParsingTests {
    @Test func everyCommandOfTheDesignIsThere() throws {
        let lines = [
            "keyring create FILE", "migrate up", "migrate status", "migrate verify",
            "token create --name N --role admin",
            "serve", "dev", "tenant apply FILE -o json", "tenant show SLUG -o json", "tenant list -o json",
            "webhook-key create SLUG -o json", "webhook-key list SLUG", "webhook-key revoke SLUG ID --yes",
            "decision list --tenant SLUG --limit 5 -o json", "why dec_aaaaaaaaaaaaaaaaaaaaaaaaaa -o json",
            "explain SLUG --from +358401234567 --to +35840675644 -o json", "doctor -o json", "config sample",
            "config check", "config explain", "version -o yaml",
            "tenant verify SLUG --sample +358401234567 -o json", "tenant handoff SLUG -o markdown",
        ]
        for line in lines {
            #expect(throws: Never.self, "\(line)") {
                _ = try HookswitchCommand.parseAsRoot(line.split(separator: " ").map(String.init))
            }
        }
    }

    @Test(
        arguments: [
            "tenant list -o xml", "tenant list -o JSON", "tenant list --output", "nonsense",
            "tenant list --limit 0", "tenant list --limit many", "decision list --limit -1",
            "decision list --outcome lost", "why 123", "why dec_", "token create --name N --role root",
            "token create --role admin", "token create --name N --role admin --expires-at tomorrow",
            "explain acme --from +358401234567", "tenant apply", "tenant apply a b",
            "tenant verify", "tenant handoff acme -o yaml", "tenant verify acme -o markdown",
        ]
    )
    func wrongLineIsAUsageError(_ line: String) {
        let error = #expect(throws: (any Error).self) {
            _ = try HookswitchCommand.parseAsRoot(line.split(separator: " ").map(String.init))
        }

        #expect(error.map { HookswitchCommand.exitCode(for: $0).rawValue } == CommandStatus.usage.rawValue)
    }

    @Test func helpOfEveryCommandFitsEightyColumns() {
        var waiting: [any ParsableCommand.Type] = [HookswitchCommand.self]
        while let command = waiting.popLast() {
            waiting += command.configuration.subcommands
            let help = HookswitchCommand.helpMessage(for: command, columns: 80)
            let longest = help.split(separator: "\n").map { TerminalText.width(String($0)) }.max() ?? 0
            #expect(longest <= 80, "\(command)")
        }
    }

    @Test func noOptionTakesASecret() {
        var waiting: [any ParsableCommand.Type] = [HookswitchCommand.self]
        while let command = waiting.popLast() {
            waiting += command.configuration.subcommands
            let help = HookswitchCommand.helpMessage(for: command, columns: 200)
            for word in ["--token ", "--secret ", "--password", "--key ", "--database-url"] {
                #expect(!help.contains(word), "\(command)")
            }
        }
    }
}
