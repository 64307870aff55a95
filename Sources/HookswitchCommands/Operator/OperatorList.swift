import ArgumentParser
import Hookswitch

/// `hookswitch operator list`
struct OperatorList: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the people who may sign in, newest first.",
        usage: "hookswitch operator list [--limit <n>] [-o json]"
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
            try await client.list(["operators"], limit: self.limit ?? .max, of: OperatorDetails.self)
        }
        try self.data.list(page.data, model: page)
    }
}
