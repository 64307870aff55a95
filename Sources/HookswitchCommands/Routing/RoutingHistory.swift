import ArgumentParser
import Hookswitch

/// `hookswitch routing history SLUG`
struct RoutingHistory: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the versions that changed a tenant's routing, newest first.",
        usage: "hookswitch routing history <slug> [--limit <n>] [-o json]",
        discussion: "Versions in which all else of the document changed are left out: `tenant history` has them."
    )

    /// So many versions are looked at if nothing is said; each is a request.
    private static let defaultLimit = 20

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(help: ArgumentHelp("Look through so many versions at most.", valueName: "n"))
    var limit: Int = RoutingHistory.defaultLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.limit > 0 else { throw ValidationError("--limit is 1 or more.") }
    }

    func run() async throws {
        let page = try await self.server.withClient { client in
            let server = RoutingServer(client: client, slug: self.slug)
            let versions = try await client.list(
                ["tenants", self.slug, "versions"],
                limit: self.limit,
                of: TenantVersionView.self
            )
            var rows: [RoutingVersion] = []
            for version in versions.data {
                let diff = try await server.diff(from: version.version - 1, to: version.version)
                guard !diff.changes.isEmpty else { continue }
                rows.append(RoutingVersion(version, changes: diff.changes))
            }
            return ListPage(object: "list", data: rows, hasMore: versions.hasMore, nextCursor: versions.nextCursor)
        }
        try self.data.list(page.data, model: page)
        if self.common.output.isForPeople, page.hasMore == true {
            StandardStream.say("There are older versions: a higher --limit looks through them.")
        }
    }
}
