import ArgumentParser
import Foundation
import Hookswitch

/// `hookswitch token revoke ID`
struct TokenRevoke: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revoke an API token: within 5 seconds no server takes it.",
        usage: "hookswitch token revoke <id> [--reason <text>] [--dry-run] [--yes]"
    )

    @Argument(help: "The token's id, as `token list` shows it.")
    var id: String

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var trial: DryRunOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// What is printed as JSON.
    private struct Revoked: Encodable {
        let id: String
        let revoked = true
    }

    func validate() throws {
        guard UUID(uuidString: self.id) != nil else {
            throw ValidationError("A token's id is a UUID, not its value; `hookswitch token list` shows them.")
        }
    }

    func run() async throws {
        guard !self.trial.isDryRun else {
            let plan = try await self.server.withClient { client in
                try await client.delete(
                    ["tokens", self.id.lowercased()],
                    query: DryRunOptions.query,
                    as: DryRunOptions.Plan.self
                )
            }
            return try DryRunOptions.show(plan, in: self.common.data)
        }
        try self.common.confirm("Whoever uses this token is refused from then on. Revoke it?")
        let id = self.id.lowercased()
        try await self.server.withClient { client in
            try await client.stating(self.audit.reason).delete(["tokens", id])
        }
        try self.common.data.lines([id], model: Revoked(id: id))
        StandardStream.say("The token is revoked.")
    }
}
