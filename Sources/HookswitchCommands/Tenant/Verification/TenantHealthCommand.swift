import ArgumentParser
import Hookswitch

/// `hookswitch tenant health SLUG`
struct TenantHealthCommand: WatchableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Tell how a tenant is: its last calls, its secret, its CRM.",
        usage: "hookswitch tenant health <slug> [--watch] [-o json]"
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var watch: WatchOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let health = try await self.server.withClient { client in
            try await client.get(["tenants", self.slug, "health"], as: TenantHealth.self)
        }
        try self.data.detail(health)
    }
}
