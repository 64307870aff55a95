import ArgumentParser
import Hookswitch

/// `hookswitch decision reveal ID --reason TEXT`
struct DecisionReveal: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "reveal",
        abstract: "Show who called. It is recorded who asked, and why.",
        usage: "hookswitch decision reveal <decision> --reason <text> [-o json]"
    )

    @Argument(help: "The decision's id: dec_ and 26 characters.", completion: .decisions)
    var decision: String

    @Option(help: ArgumentHelp("Why, in 5 to 500 characters; the audit keeps it.", valueName: "text"))
    var reason: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// What the API takes.
    private struct Request: Encodable {
        let reason: String
    }

    func validate() throws {
        guard DecisionID(parsing: self.decision) != nil else {
            throw ValidationError("A decision's id is dec_ and 26 characters; `hookswitch decision list` shows them.")
        }
    }

    func run() async throws {
        let body = try CommandOutput.json(Request(reason: self.reason))
        let caller = try await self.server.withClient { client in
            try await client.post(["decisions", self.decision, "reveal"], json: body, as: RevealedCaller.self)
        }
        try self.common.data.lines([caller.number], model: caller)
    }
}
