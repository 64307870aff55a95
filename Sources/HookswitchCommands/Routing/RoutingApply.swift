import ArgumentParser
import Hookswitch

/// `hookswitch routing apply SLUG --file FILE`
struct RoutingApply: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Change a tenant's pools and rules to what a file says.",
        usage: """
            hookswitch routing apply <slug> -f <file> [--dry-run]
                [--rebase | --force] [--reason <text>]
            """,
        discussion: """
            The file is what `routing show` prints, or a whole tenant document. The version in it says which routing its \
            author saw: if somebody changed it since, nothing is changed, and the exit code is 5; --rebase puts both \
            changes together, --force overwrites the other. Without a version it is meant for the newest.
            """
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file in YAML or JSON; - reads standard input.", valueName: "file"),
        completion: .file()
    )
    var file: String

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var meeting: RoutingMeetingOptions
    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let file = try RoutingFile(InputFile(path: self.file))
        let applied = try await self.server.withClient { client in
            try await RoutingApplication(
                server: RoutingServer(client: client.stating(self.audit.reason), slug: self.slug),
                meeting: self.meeting.meeting,
                isDryRun: self.dryRun
            ).apply(file, seen: file.version)
        }
        try RoutingReport.show(applied, dryRun: self.dryRun, common: self.common)
    }
}
