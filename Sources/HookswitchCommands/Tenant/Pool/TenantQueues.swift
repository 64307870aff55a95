import ArgumentParser
import Hookswitch

/// `hookswitch tenant queues SLUG`
struct TenantQueues: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "queues",
        abstract: "List the numbers to which a tenant's calls go, and what sends them there.",
        usage: "hookswitch tenant queues <slug> [-o json]"
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let page = try await self.server.withClient { client in
            try await client.get(["tenants", self.slug, "queues"], as: ListPage<QueueView>.self)
        }
        try self.data.list(page.data, model: page)
    }
}
