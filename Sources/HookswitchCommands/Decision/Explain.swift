import ArgumentParser
import Hookswitch

/// `hookswitch explain SLUG --from NUMBER --to NUMBER`
struct Explain: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tell where a call would go, without a call.",
        usage: "hookswitch explain <slug> --from <number> --to <number> [-o json]",
        discussion: "The tenant's Dynamics is asked as for a real call; nothing is recorded."
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(help: ArgumentHelp("Who calls: anum.", valueName: "number"))
    var from: String

    @Option(help: ArgumentHelp("The pool in which the call waits: bnum.", valueName: "number"))
    var to: String

    @Option(help: ArgumentHelp("Exit with 6 unless the call goes there, or to `default`.", valueName: "target"))
    var expect: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// What the API takes.
    private struct Call: Encodable {
        let from: String
        let to: String
    }

    func run() async throws {
        let call = try CommandOutput.json(Call(from: self.from, to: self.to))
        let explanation = try await self.server.withClient { client in
            try await client.post(["tenants", self.slug, "explain"], json: call, as: CallExplanation.self)
        }
        let output = self.common.data
        let steps = TraceSteps(
            trace: explanation.trace,
            status: explanation.status,
            outcome: explanation.outcome,
            target: explanation.target,
            caller: self.from
        )
        let duration = CallDuration.text(milliseconds: explanation.durationMilliseconds)
        let title = output.palette.bold("\(self.slug): \(explanation.outcome) in \(duration) ms")
        try output.lines([title] + steps.lines(palette: output.palette), model: explanation)
        try self.check(explanation)
    }

    private func check(_ explanation: CallExplanation) throws(CommandFailure) {
        guard let expect, expect != explanation.target ?? "default" else { return }
        throw CommandFailure(
            .checkNotPassed,
            code: "unexpected_target",
            "the call would go to \(explanation.target ?? "default"), not to \(expect)"
        )
    }
}
