import ArgumentParser
import Hookswitch

/// `hookswitch credential show SLUG`
struct CredentialShow: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a tenant's secrets: the one in use, and those that it replaced.",
        usage: "hookswitch credential show <slug> [--limit <n>] [-o json]"
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
                ["tenants", self.slug, "credentials"],
                limit: self.limit ?? .max,
                of: CredentialView.self
            )
        }
        try self.data.list(page.data, model: page)
    }
}
