import ArgumentParser
import Hookswitch

/// `hookswitch routing restore SLUG N`
struct RoutingRestore: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put the pools and rules of an older version in force again.",
        usage: """
            hookswitch routing restore <slug> <version>
                [--dry-run] [--reason <text>] [--yes]
            """,
        discussion: """
            All else of the tenant stays as it is: `tenant restore` takes the whole document. What would change is shown \
            before it is asked. If somebody changes the tenant meanwhile, nothing is restored, and the exit code is 5.
            """
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Argument(help: "The version, as `routing history` lists it.")
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
        let (applied, isPlan) = try await self.server.withClient { client in
            let server = RoutingServer(client: client.stating(self.audit.reason), slug: self.slug)
            let pools = try await server.pools(of: self.version)
            let current = try await server.current()
            let document = try server.normalized(pools, on: current, from: "version \(self.version)")
            let plan = try await server.put(document, over: current, dryRun: true)
            guard !self.dryRun, plan.change != .same else { return (plan, true) }
            try self.common.confirm(
                "Restore the routing of version \(self.version) of \(self.slug)?",
                after: RoutingReport.lines(of: plan.changes)
            )
            return (try await server.put(document, over: current, dryRun: false), false)
        }
        try RoutingReport.show(applied, dryRun: isPlan && self.dryRun, common: self.common)
    }
}
