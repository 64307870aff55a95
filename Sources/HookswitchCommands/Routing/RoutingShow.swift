import ArgumentParser
import Hookswitch

/// `hookswitch routing show SLUG`
struct RoutingShow: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a tenant's pools and rules as a file that routing apply takes.",
        usage: "hookswitch routing show <slug> [--of <version>] [-o json]"
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(
        name: .customLong("of"),
        help: ArgumentHelp("The routing of this version. Default: the newest.", valueName: "version")
    )
    var version: Int32?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let sheet = try await self.server.withClient { client in
            let server = RoutingServer(client: client, slug: self.slug)
            if let version {
                return RoutingSheet(slug: self.slug, version: version, pools: try await server.pools(of: version))
            }
            let current = try await server.current()
            return RoutingSheet(slug: self.slug, version: current.version, pools: current.pools)
        }
        guard self.common.output.isForPeople else { return try self.common.data.lines([], model: sheet) }
        try StandardStream.output.write(try sheet.text)
    }
}
