import ArgumentParser
import Hookswitch

/// `hookswitch tenant pools SLUG`
struct TenantPools: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "pools",
        abstract: "List the numbers of a tenant that Enreach asks about.",
        usage: "hookswitch tenant pools <slug> [-o json]",
        discussion: "-o json has each pool's rules."
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let page = try await self.server.withClient { client in
            try await client.get(["tenants", self.slug, "pools"], as: ListPage<PoolView>.self)
        }
        try self.data.list(page.data, model: page)
    }
}
