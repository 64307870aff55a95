import ArgumentParser
import Hookswitch

/// `hookswitch import list`
struct ImportList: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List planned imports that are kept, newest first.",
        usage: "hookswitch import list [--limit <n>]",
        discussion: "How far one is: hookswitch import show ID"
    )

    /// As many as a terminal shows without scrolling far.
    private static let defaultLimit = 50

    @Option(help: ArgumentHelp("List so many at most.", valueName: "n"))
    var limit: Int = ImportList.defaultLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.limit > 0 else { throw ValidationError("--limit is 1 or more.") }
    }

    func run() async throws {
        let page = try await self.server.withClient { client in
            try await client.list(["imports"], limit: self.limit, of: ImportEntry.self)
        }
        try self.data.list(page.data, model: page)
    }
}
