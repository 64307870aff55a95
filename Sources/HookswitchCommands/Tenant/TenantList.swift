import ArgumentParser
import Hookswitch

/// `hookswitch tenant list`
struct TenantList: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the tenants.",
        usage: "hookswitch tenant list [--tag <tag>] [--limit <n>] [-o json]"
    )

    @Option(help: ArgumentHelp("List so many at most.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("Only tenants with this tag.", valueName: "tag"))
    var tag: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit is 1 or more.") }
    }

    func run() async throws {
        let page = try await self.server.withClient { client in
            try await client.list(
                ["tenants"],
                query: [("tag", self.tag)],
                limit: self.limit ?? .max,
                of: TenantView.self
            )
        }
        try self.data.list(page.data, model: page)
    }
}
