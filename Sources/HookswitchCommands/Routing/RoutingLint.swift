import ArgumentParser
import Hookswitch

/// `hookswitch routing lint SLUG`
struct RoutingLint: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check a routing as applying it would. Exits with 6 if it would be refused.",
        usage: "hookswitch routing lint <slug> [-f <file>] [-o json]",
        discussion: "Without a file it is the routing in force, by the rules of today. Nothing is changed."
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The file in YAML or JSON; - reads standard input.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        do {
            let file = try self.file.map { try RoutingFile(InputFile(path: $0)) }
            let applied = try await self.server.withClient { client in
                let server = RoutingServer(client: client, slug: self.slug)
                if let file {
                    return try await RoutingApplication(server: server, meeting: .forced, isDryRun: true)
                        .apply(file, seen: nil)
                }
                let current = try await server.current()
                return try await server.put(current.document, over: current, dryRun: true)
            }
            let count = applied.changes.count(where: \.isOfRouting)
            let change = count == 0 ? "it is in force already" : "\(count) differences from what is in force"
            try self.common.data.lines(["\(self.slug): the routing is in order; \(change)"], model: applied)
        } catch let failure as CommandFailure where Self.isFlaw(failure) {
            throw failure.with(status: .checkNotPassed)
        }
    }

    /// Whether it is the routing that is wrong, and not the way to it.
    private static func isFlaw(_ failure: CommandFailure) -> Bool {
        failure.problem.errors != nil || failure.problem.code == "invalid_document"
    }
}
