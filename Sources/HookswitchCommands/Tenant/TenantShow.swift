import ArgumentParser
import Hookswitch

/// `hookswitch tenant show SLUG`
struct TenantShow: WatchableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a tenant.",
        usage: "hookswitch tenant show <slug> [-o json]"
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var watch: WatchOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let tenant = try await self.server.withClient { client in
            try await client.get(
                ["tenants", self.slug],
                query: [("expand", self.common.output.isForPeople ? "onboarding" : nil)],
                as: TenantView.self
            )
        }
        try self.data.detail(tenant)
    }
}
