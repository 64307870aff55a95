import ArgumentParser
import Hookswitch

/// `hookswitch audit list`
struct AuditList: PagedCommand {
    typealias Element = AuditView

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List changes, newest first.",
        usage: """
            hookswitch audit list [--tenant <slug>] [--actor <name>]
                [--action <action>] [--since <time>] [--until <time>] [--limit <n>]
            """,
        discussion: "What changed exactly: hookswitch audit show ID"
    )

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

    @OptionGroup var limit: NewestListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { (self.tenant.map { ["tenants", $0] } ?? []) + ["audit"] }

    var query: [(String, String?)] {
        [("actor", self.actor), ("action", self.action), ("since", self.since), ("until", self.until)]
    }
}
