import ArgumentParser
import Hookswitch

/// `hookswitch import show ID`
struct ImportShow: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a planned import would do, and how far it is.",
        usage: "hookswitch import show <id> [-o json]",
        discussion: "Row by row: hookswitch import items ID"
    )

    @Argument(help: "The import's id, as `import list` shows it.")
    var id: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let plan = try await self.server.withClient { client in
            try await client.get(["imports", self.id], as: ImportView.self)
        }
        try self.common.data.detail(plan)
        if plan.statuses.failed + plan.statuses.refused > 0 {
            let status = plan.statuses.failed > 0 ? ImportStatus.failed : .refused
            self.common.sayNext("hookswitch import items \(plan.id) --status \(status.rawValue)")
        }
    }
}
