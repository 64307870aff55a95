import ArgumentParser
import Hookswitch

/// `hookswitch audit list`
struct AuditList: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List changes, newest first.",
        usage: """
            hookswitch audit list [--tenant <slug>] [--actor <name>]
                [--action <action>] [--since <time>] [--until <time>] [--limit <n>]
            """,
        discussion: "What changed exactly: hookswitch audit show ID"
    )

    /// As many as a terminal shows without scrolling far.
    private static let defaultLimit = 50

    @Option(help: ArgumentHelp("Only this tenant's.", valueName: "slug"), completion: .tenants)
    var tenant: String?

    @Option(help: ArgumentHelp("Only by this token's name or id, or user of the machine.", valueName: "name"))
    var actor: String?

    @Option(help: ArgumentHelp("Only these, such as tenant.change or webhook_key.revoke.", valueName: "action"))
    var action: String?

    @Option(help: ArgumentHelp("Only from this time on, such as 2026-11-22T00:00:00Z.", valueName: "time"))
    var since: String?

    @Option(help: ArgumentHelp("Only before this time.", valueName: "time"))
    var until: String?

    @Option(help: ArgumentHelp("List so many at most.", valueName: "n"))
    var limit: Int = AuditList.defaultLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.limit > 0 else { throw ValidationError("--limit is 1 or more.") }
    }

    func run() async throws {
        let query = [
            ("actor", self.actor), ("action", self.action), ("since", self.since), ("until", self.until),
        ]
        let path = (self.tenant.map { ["tenants", $0] } ?? []) + ["audit"]
        let page = try await self.server.withClient { client in
            try await client.list(path, query: query, limit: self.limit, of: AuditView.self)
        }
        try self.data.list(page.data, model: page)
    }
}
