import ArgumentParser
import Hookswitch

/// `hookswitch tenant pools SLUG`, and of all tenants `hookswitch tenant pools --number NUMBER`
struct TenantPools: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "pools",
        abstract: "List the numbers of a tenant that Enreach asks about, or find whose a number is.",
        usage: """
            hookswitch tenant pools <slug> [-o json]
            hookswitch tenant pools --number +358942419000
            """,
        discussion:
            "-o json has each pool's rules. A number is sought with its country code, in the tenants that you may see."
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String?

    @Option(help: ArgumentHelp("Find the tenants that have this pool.", valueName: "number"))
    var number: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    /// What the search takes.
    private struct Search: Encodable {
        let number: String
        let limit: Int
        let after: String?
    }

    func validate() throws {
        guard (self.slug == nil) != (self.number == nil) else {
            throw ValidationError("Either a tenant's slug or --number.")
        }
    }

    func run() async throws {
        if let slug {
            let page = try await self.server.withClient { client in
                try await client.get(["tenants", slug, "pools"], as: ListPage<PoolView>.self)
            }
            return try self.data.list(page.data, model: page)
        }
        let page = try await self.server.withClient { try await self.search(through: $0) }
        try self.data.list(page.data, model: page)
    }

    /// All pages of what is found.
    private func search(through client: AdminClient) async throws -> ListPage<FoundPool> {
        var all = ListPage<FoundPool>(object: "list", data: [], hasMore: false, nextCursor: nil)
        var cursor: String?
        repeat {
            let search = Search(number: self.number ?? "", limit: AdminClient.maximumPageSize, after: cursor)
            let json = try CommandOutput.json(search, isCompact: true)
            let page = try await ServerPatience.keep {
                try await client.post(["pools", "search"], json: json, as: ListPage<FoundPool>.self)
            }
            all.data += page.data
            // A server that gives the same again would keep us forever.
            cursor = page.nextCursor == cursor ? nil : page.nextCursor
        } while cursor != nil
        return all
    }
}
