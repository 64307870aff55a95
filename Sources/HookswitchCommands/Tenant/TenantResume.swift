import ArgumentParser
import Hookswitch

/// `hookswitch tenant resume SLUG`
struct TenantResume: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Switch a suspended tenant on again.",
        usage: "hookswitch tenant resume <slug> [--dry-run] [--reason <text>]"
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
        let applied = try await self.server.withClient { client in
            try await client.stating(self.audit.reason).post(
                ["tenants", self.slug, "resume"],
                query: [("dry_run", self.dryRun ? "true" : nil)],
                as: AppliedTenant.self
            )
        }
        guard !self.dryRun else { return try applied.showPlan(in: self.common.data) }
        try self.common.data.list([applied], model: applied)
        StandardStream.say("Calls of \(self.slug) are routed again.")
        self.common.sayNext("hookswitch tenant verify \(self.slug)")
    }
}
