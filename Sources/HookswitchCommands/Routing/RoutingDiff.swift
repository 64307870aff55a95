import ArgumentParser
import Hookswitch

/// `hookswitch routing diff SLUG`
struct RoutingDiff: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what differs between two versions of a routing, or from a file.",
        usage: """
            hookswitch routing diff <slug> [--from <n>] [--to <n>]
            hookswitch routing diff <slug> -f <file>
            """,
        discussion: "Without versions it is the last change. Nothing is changed, and a difference is no failure."
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(help: ArgumentHelp("The older version.", valueName: "n"))
    var from: Int32?

    @Option(help: ArgumentHelp("The newer version.", valueName: "n"))
    var to: Int32?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("What applying this file would change; - reads standard input.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.file == nil || self.from == nil && self.to == nil else {
            throw ValidationError("Either a file or versions.")
        }
        guard [self.from, self.to].compactMap(\.self).allSatisfy({ $0 >= 0 }) else {
            throw ValidationError("A version is 0 or more.")
        }
    }

    func run() async throws {
        if let file { return try await self.compare(try RoutingFile(InputFile(path: file))) }
        let diff = try await self.server.withClient { client in
            try await RoutingServer(client: client, slug: self.slug).diff(from: self.from, to: self.to)
        }
        let heading = "\(self.slug): version \(diff.from) → \(diff.to)"
        let lines = RoutingReport.lines(of: diff.changes)
        try self.common.data.lines([heading] + (lines.isEmpty ? ["  the routing is the same"] : lines), model: diff)
    }

    private func compare(_ file: RoutingFile) async throws {
        let applied = try await self.server.withClient { client in
            try await RoutingApplication(
                server: RoutingServer(client: client, slug: self.slug),
                meeting: .forced,
                isDryRun: true
            ).apply(file, seen: nil)
        }
        try RoutingReport.show(applied, dryRun: true, common: self.common)
    }
}
