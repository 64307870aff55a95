import ArgumentParser
import Hookswitch

/// `hookswitch import items ID`
struct ImportItems: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "items",
        abstract: "List the rows of a planned import, in the order of its file.",
        usage: "hookswitch import items <id> [--status <status>] [--action <action>]"
    )

    @Argument(help: "The import's id, as `import list` shows it.")
    var id: String

    @Option(
        help: ArgumentHelp("Only rows that are so far: pending, applied, failed, …", valueName: "status"),
        completion: .list(ImportStatus.allCases.map(\.rawValue)),
        transform: ClosedChoice<ImportStatus>.parse
    )
    var status: ImportStatus?

    @Option(
        help: ArgumentHelp("Only rows that do this: create, change, same, invalid.", valueName: "action"),
        completion: .list(ImportAction.allCases.map(\.rawValue)),
        transform: ClosedChoice<ImportAction>.parse
    )
    var action: ImportAction?

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
                ["imports", self.id, "items"],
                query: [("status", self.status?.rawValue), ("action", self.action?.rawValue)],
                limit: self.limit ?? .max,
                of: ImportItemView.self
            )
        }
        try self.data.list(page.data, model: page)
    }
}
