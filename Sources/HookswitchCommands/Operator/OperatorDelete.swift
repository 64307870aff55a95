import ArgumentParser
import Foundation

/// `hookswitch operator delete ID`
struct OperatorDelete: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "End an operator: their sessions and tokens work no longer.",
        usage: "hookswitch operator delete <id> [--yes]"
    )

    @Argument(help: "The operator's id, as `operator list` shows it.")
    var id: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// What is printed as JSON.
    private struct Ended: Encodable {
        let id: String
        let ended = true
    }

    func validate() throws {
        guard UUID(uuidString: self.id) != nil else {
            throw ValidationError("An operator's id is a UUID; `hookswitch operator list` shows them.")
        }
    }

    func run() async throws {
        try self.common.confirm("The operator's sessions and tokens are refused from then on. End them?")
        let id = self.id.lowercased()
        try await self.server.withClient { client in
            try await client.delete(["operators", id])
        }
        try self.common.data.lines([id], model: Ended(id: id))
        StandardStream.say("The operator is ended.")
    }
}
