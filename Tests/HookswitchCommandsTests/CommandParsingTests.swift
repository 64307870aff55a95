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
            "decision search --tenant acme --from +358401234567 --outcome routed --since 2h --slower-than 1s",
            "decision search --since 2026-11-22T09:30:00Z --call-id x",
            "decision stats --interval 5m --by pool --since 1h",
            "decision tail --tenant acme --outcome crm_timeout --count 3 -o json",
            "decision reveal dec_aaaaaaaaaaaaaaaaaaaaaaaaaa --reason ticket-4711", "status -o json",
            "explain SLUG --from +358401234567 --to +35840675644 -o json", "doctor -o json", "config sample",
            "config check", "config explain", "version -o yaml",
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
            "decision search --from +358401234567", "decision search --since yesterday",
            "decision search --slower-than soon", "decision stats --interval 2h", "decision stats --by caller",
            "decision tail --count 0", "decision reveal dec_aaaaaaaaaaaaaaaaaaaaaaaaaa",
            "decision reveal x --reason why-not",
            "explain acme --from +358401234567", "tenant apply", "tenant apply a b",
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
