import ArgumentParser
import Hookswitch

/// `hookswitch decision show DECISION`
struct DecisionShow: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one decision, field by field.",
        usage: "hookswitch decision show <decision> [-o json]",
        discussion: "The caller is masked. Why the call went there is told by: hookswitch why DECISION"
    )

    @Argument(help: "The decision's id: dec_ and 26 characters.", completion: .decisions)
    var decision: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard DecisionID(parsing: self.decision) != nil else {
            throw ValidationError("A decision's id is dec_ and 26 characters; `hookswitch decision list` shows them.")
        }
    }

    func run() async throws {
        let explanation = try await self.server.withClient { client in
            try await client.get(["decisions", self.decision], as: DecisionExplanation.self)
        }
        try self.common.data.detail(explanation)
        self.common.sayNext("hookswitch why \(self.decision)")
    }
}
