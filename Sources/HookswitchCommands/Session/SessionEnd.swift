import ArgumentParser
import Foundation

/// `hookswitch session end ID`
struct SessionEnd: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "End a login of a browser.",
        usage: "hookswitch session end <id> [--dry-run] [--yes]"
    )

    @Argument(help: "The session's id, as `session list` shows it.")
    var id: String

    @OptionGroup var trial: DryRunOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// What is printed as JSON.
    private struct Ended: Encodable {
        let id: String
        let ended = true
    }

    func validate() throws {
        guard UUID(uuidString: self.id) != nil else {
            throw ValidationError("A session's id is a UUID; `hookswitch session list` shows them.")
        }
    }

    func run() async throws {
        guard !self.trial.isDryRun else {
            let plan = try await self.server.withClient { client in
                try await client.delete(
                    ["sessions", self.id.lowercased()],
                    query: DryRunOptions.query,
                    as: DryRunOptions.Plan.self
                )
            }
            return try DryRunOptions.show(plan, in: self.common.data)
        }
        try self.common.confirm("Whoever uses this session has to sign in again. End it?")
        let id = self.id.lowercased()
        try await self.server.withClient { client in
            try await client.delete(["sessions", id])
        }
        try self.common.data.lines([id], model: Ended(id: id))
        StandardStream.say("The session is ended.")
    }
}
