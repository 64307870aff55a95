import ArgumentParser
import Hookswitch

/// `hookswitch tenant suspend SLUG`
struct TenantSuspend: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Switch a tenant off: its calls take their default route within a second.",
        usage: "hookswitch tenant suspend <slug> [--dry-run] [--reason <text>] [--yes]",
        discussion: "Nothing of the tenant is lost; `tenant resume` switches it on again."
    )

    static let formats = OutputFormat.ofLists

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        if !self.dryRun {
            try self.common.confirm("Calls of \(self.slug) will take their default route. Suspend it?")
        }
        let applied = try await self.server.withClient { client in
            try await client.stating(self.audit.reason).post(
                ["tenants", self.slug, "suspend"],
                query: [("dry_run", self.dryRun ? "true" : nil)],
                as: AppliedTenant.self
            )
        }
        guard !self.dryRun else { return try applied.showPlan(in: self.common.data) }
        try self.common.data.list([applied], model: applied)
        self.common.sayHint("\(self.slug) is suspended. To switch it on again: hookswitch tenant resume \(self.slug)")
    }
}
