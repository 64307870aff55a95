import ArgumentParser
import Hookswitch

/// `hookswitch session list`
struct SessionList: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List logins of browsers: an admin everybody's, others their own.",
        usage: "hookswitch session list [--limit <n>] [-o json]"
    )

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
            try await client.list(["sessions"], limit: self.limit ?? .max, of: SessionView.self)
        }
        try self.data.list(page.data, model: page)
    }
}
