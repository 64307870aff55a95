import ArgumentParser
import Hookswitch

/// `hookswitch tenant restore SLUG N`
struct TenantRestore: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make an older version of a tenant's document the newest.",
        usage: """
            hookswitch tenant restore <slug> <version>
                [--dry-run] [--reason <text>] [--yes]
            """,
        discussion: """
            What would change is shown before it is asked. The secret stays. If somebody changes the tenant meanwhile, \
            nothing is restored, and the exit code is 5.
            """
    )

    static let formats = OutputFormat.ofLists

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Argument(help: "The version, as `tenant history` lists it.")
    var version: Int32

    @Flag(help: "Say what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.version > 0 else { throw ValidationError("A version is 1 or more.") }
    }

    func run() async throws {
        let path = ["tenants", self.slug, "versions", String(self.version), "restore"]
        let (plan, restored) = try await self.server.withClient { client in
            let current = try await client.get(["tenants", self.slug], as: TenantView.self).version
            let plan = try await client.post(
                path,
                query: [("dry_run", "true")],
                version: current,
                as: AppliedTenant.self
            )
            guard !self.dryRun, plan.change != .same else { return (plan, nil as AppliedTenant?) }
            try self.common.confirm("Restore version \(self.version) of \(self.slug)?", after: plan.diffLines)
            return (
                plan,
                try await client.stating(self.audit.reason).post(path, version: current, as: AppliedTenant.self)
            )
        }
        let output = self.common.data
        if restored == nil, output.format.isForPeople {
            try output.lines(plan.diffLines, model: plan)
        } else {
            let shown = restored ?? plan
            try output.list([shown], model: shown)
        }
        if self.dryRun { StandardStream.say("Nothing was changed: this was a dry run.") }
    }
}
