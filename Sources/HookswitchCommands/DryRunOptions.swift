import ArgumentParser
import Hookswitch

/// `--dry-run` of commands that change who may do what.
struct DryRunOptions: ParsableArguments {
    @Flag(name: .customLong("dry-run"), help: "Show what would change, and change nothing.")
    var isDryRun = false

    /// What the API answers to a dry run.
    struct Plan: Codable {
        let changes: [DocumentChange]
    }

    /// The query of a dry run.
    static let query: [(String, String?)] = [("dry_run", "true")]

    /// Prints what would change.
    static func show(_ plan: Plan, in output: CommandOutput) throws {
        let lines = plan.changes.map { TerminalText.visible("\($0)") }
        try output.lines(lines.isEmpty ? ["nothing would change"] : lines, model: plan)
        StandardStream.say("Nothing was changed: this was a dry run.")
    }
}
