import ArgumentParser
import Hookswitch

/// `hookswitch tenant delete SLUG`
struct TenantDelete: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete a draft: a tenant that nobody has called yet.",
        usage: "hookswitch tenant delete <slug> [--dry-run] [--reason <text>] [--yes]",
        discussion: """
            All of it goes at once, but its audit, and its slug is free again. A tenant that was in service is ended by \
            `tenant offboard`.
            """
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var trial: DryRunOptions
    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// What is printed as JSON.
    private struct Deleted: Encodable {
        let slug: String
        let deleted = true
    }

    func run() async throws {
        if !self.trial.isDryRun { try self.common.confirm("Nothing brings \(self.slug) back. Delete it?") }
        let plan = try await self.server.withClient { client -> DryRunOptions.Plan? in
            let tag = try await client.tagged(["tenants", self.slug], as: TenantView.self).tag
            guard !self.trial.isDryRun else {
                return try await client.delete(
                    ["tenants", self.slug],
                    query: DryRunOptions.query,
                    tag: tag,
                    as: DryRunOptions.Plan.self
                )
            }
            try await client.stating(self.audit.reason).delete(["tenants", self.slug], tag: tag)
            return nil
        }
        if let plan { return try DryRunOptions.show(plan, in: self.common.data) }
        try self.common.data.lines([self.slug], model: Deleted(slug: self.slug))
        StandardStream.say("\(self.slug) is deleted.")
    }
}
