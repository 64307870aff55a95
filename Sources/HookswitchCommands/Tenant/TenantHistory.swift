import ArgumentParser
import Hookswitch

/// `hookswitch tenant history SLUG`
struct TenantHistory: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the versions of a tenant's document, newest first.",
        usage: "hookswitch tenant history <slug> [--limit <n>] [-o json]"
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Option(help: ArgumentHelp("List so many at most.", valueName: "n"))
    var limit: Int?

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit is 1 or more.") }
    }

    func run() async throws {
        let page = try await self.server.withClient { client in
            try await client.list(
                ["tenants", self.slug, "versions"],
                limit: self.limit ?? .max,
                of: TenantVersionView.self
            )
        }
        try self.data.list(page.data, model: page)
    }
}
