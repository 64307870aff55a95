import ArgumentParser
import Hookswitch

/// `hookswitch webhook-key list SLUG`
struct WebhookKeyList: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List a tenant's webhook keys.",
        usage: "hookswitch webhook-key list <slug> [-o json]"
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let page = try await self.server.withClient { client in
            try await client.get(["tenants", self.slug, "webhook-keys"], as: ListPage<WebhookKeyView>.self)
        }
        try self.data.list(page.data, model: page)
    }
}
