import ArgumentParser
import Hookswitch

/// `hookswitch routing edit SLUG`
struct RoutingEdit: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Edit a tenant's pools and rules in your editor, and apply what you saved.",
        usage: """
            hookswitch routing edit <slug> [--dry-run]
                [--rebase | --force] [--reason <text>]
            """,
        discussion: """
            The editor is VISUAL, EDITOR or vi. What is left as it was changes nothing. If what you saved is refused, or \
            with --dry-run, it is kept in a file whose name is printed.
            """
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var meeting: RoutingMeetingOptions
    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let slug = DevProgram.quoted(self.slug)
        try EditedText.check(
            noInput: self.common.noInput,
            instead: "hookswitch routing show \(slug) > FILE, and then hookswitch routing apply \(slug) -f FILE"
        )
        try await self.server.withClient { client in
            let server = RoutingServer(client: client.stating(self.audit.reason), slug: self.slug)
            let current = try await server.current()
            let before = try RoutingSheet(slug: self.slug, version: current.version, pools: current.pools).text
            let draft = try EditedText(before, named: self.slug)
            do {
                let after = try await draft.edit()
                guard after != before else {
                    draft.remove()
                    return StandardStream.say("Nothing was changed.")
                }
                try await self.apply(after, of: draft, to: server)
            } catch {
                self.tell(of: draft)
                throw error
            }
        }
    }

    /// Says where the text is that was written, and how to go on with it: it has the version that its author saw.
    private func tell(of draft: EditedText) {
        let command =
            "hookswitch routing apply \(DevProgram.quoted(self.slug)) -f \(DevProgram.quoted(draft.path))"
        let next = self.common.output.isForPeople ? ": " + TypedServer.completed(command) : ""
        StandardStream.complain("What you wrote is kept in \(draft.path)\(next)")
    }

    private func apply(_ text: String, of draft: EditedText, to server: RoutingServer) async throws {
        let file = try RoutingFile(source: draft.path, text: text)
        let applied = try await RoutingApplication(
            server: server,
            meeting: self.meeting.meeting,
            isDryRun: self.dryRun
        ).apply(file, seen: file.version)
        if self.dryRun { self.tell(of: draft) } else { draft.remove() }
        try RoutingReport.show(applied, dryRun: self.dryRun, common: self.common)
    }
}
