import ArgumentParser
import Hookswitch

/// `hookswitch tenant apply FILE`
struct TenantApply: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Create tenants or change them to what a file says.",
        usage: "hookswitch tenant apply <file> [--dry-run] [--reason <text>] [-o json]",
        discussion: """
            The file may hold many documents. All of it is applied or none: a document with an unknown or wrong member \
            is refused with its line. Secrets come from { env: NAME } or { file: PATH } on this machine.
            """
    )

    static let formats = OutputFormat.ofLists

    @Argument(help: "The file of tenant documents in YAML or JSON; - reads standard input.")
    var file: String

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @Flag(help: "Accept secrets that stand in the file itself.")
    var allowInlineSecrets = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let application = try TenantApplication(
            file: InputFile(path: self.file),
            allowInlineSecrets: self.allowInlineSecrets
        )
        let applied = try await self.server.withClient { client in
            try await application.apply(through: client.stating(self.audit.reason), dryRun: self.dryRun)
        }
        let output = self.common.data
        guard self.dryRun else {
            try output.list(applied.data, model: applied)
            return self.sayNext(after: applied.data)
        }
        if output.format.isForPeople {
            try output.lines(applied.data.flatMap(\.diffLines), model: applied)
        } else {
            try output.list(applied.data, model: applied)
        }
        StandardStream.say("Nothing was changed: this was a dry run.")
    }

    /// What the first of the tenants needs before calls come through.
    private func sayNext(after applied: [AppliedTenant]) {
        guard let tenant = applied.first(where: { $0.change != .same })?.tenant else { return }
        let isOpen = tenant.webhook.liveKeyCount > 0 || tenant.webhook.authentication == "none"
        self.common.sayNext(
            isOpen
                ? "hookswitch tenant verify \(tenant.slug)"
                : "hookswitch webhook-key create \(tenant.slug)    the key that Enreach shows"
        )
    }
}
