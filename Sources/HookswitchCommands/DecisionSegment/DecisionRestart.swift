import ArgumentParser
import Hookswitch

/// `hookswitch decision restart --tenant SLUG --reason TEXT`
struct DecisionRestart: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart",
        abstract: "Seal a tenant's decisions again behind a segment that was changed.",
        usage: """
            hookswitch decision restart --tenant <slug> --reason <text> [--yes]
                [--dry-run]
            """,
        discussion: """
            Nothing is sealed of a tenant whose last segment is not as it was sealed, and retention drops no month of anybody. \
            Export and verify first, and keep the file: this does not mend what was changed. Every later export still shows \
            it, and says where, when and why it was begun anew.
            """
    )

    @Option(help: ArgumentHelp("Whose.", valueName: "slug"), completion: .tenants)
    var tenant: String

    @Flag(name: .customLong("dry-run"), help: "Say where it would begin anew, and change nothing.")
    var isDryRun = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.audit.reason != nil else { throw ValidationError("--reason is missing: the audit keeps why.") }
    }

    func run() async throws {
        if !self.isDryRun {
            try self.common.confirm("Segments of \(self.tenant) will begin anew. Are they exported and verified?")
        }
        let path = ["tenants", self.tenant, "decision-segments", "restart"]
        let query: [(String, String?)] = self.isDryRun ? [("dry_run", "true")] : []
        let restart = try await self.server.withClient { client in
            try await client.stating(self.audit.reason).post(path, query: query, as: SegmentRestartView.self)
        }
        try self.common.data.detail(restart)
        guard !self.isDryRun else { return }
        StandardStream.say(
            "What is due is sealed within some minutes: hookswitch decision segments --tenant \(self.tenant)"
        )
    }
}
