import ArgumentParser
import Hookswitch

/// `hookswitch tenant note SLUG TEXT`
struct TenantNoteCommand: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Leave a line for colleagues, which is shown wherever the tenant is.",
        usage: """
            hookswitch tenant note <slug> <text> [--dry-run]
            hookswitch tenant note <slug> --clear
            """,
        discussion: "It routes no call, and the document's version stays as it is. The audit says who left it."
    )

    static let formats = OutputFormat.ofLists

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Argument(help: "The line, 1 to 500 characters.")
    var text: String?

    @Flag(help: "Take the note away.")
    var clear = false

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// The body that the API takes; a note that is taken away is `null`.
    private struct Body: Encodable {
        let note: String?

        private enum CodingKeys: CodingKey { case note }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(self.note, forKey: .note)
        }
    }

    func validate() throws {
        guard self.clear != (self.text != nil) else { throw ValidationError("Either a text or --clear.") }
        guard let text, TenantNote(parsing: text) == nil else { return }
        let lengths = TenantNote.lengths
        throw ValidationError("A note is one line of \(lengths.lowerBound) to \(lengths.upperBound) characters.")
    }

    func run() async throws {
        let json = try CommandOutput.json(Body(note: self.text), isCompact: true)
        let (applied, before) = try await self.server.withClient { client in
            // The tag of the tenant, and not of its document: a note that somebody leaves meanwhile is not replaced unseen.
            let seen = try await client.tagged(["tenants", self.slug], as: TenantView.self)
            let applied = try await client.stating(self.audit.reason).mergePatch(
                ["tenants", self.slug],
                query: [("dry_run", self.dryRun ? "true" : nil)],
                tag: seen.tag,
                json: json,
                as: AppliedTenant.self
            )
            return (applied, seen.answer.note)
        }
        guard !self.dryRun else { return try applied.showPlan(in: self.common.data) }
        try self.common.data.list([applied], model: applied)
        if let before, before != self.text { StandardStream.say("The note before: \(TerminalText.visible(before))") }
    }
}
