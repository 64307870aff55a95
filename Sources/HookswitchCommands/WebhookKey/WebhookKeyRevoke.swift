import ArgumentParser
import Hookswitch

/// `hookswitch webhook-key revoke SLUG ID`
struct WebhookKeyRevoke: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revoke a webhook key: calls that show it are refused from then on.",
        usage: """
            hookswitch webhook-key revoke <slug> <id> [--last]
                [--reason <text>] [--dry-run] [--yes]
            """
    )

    static let formats = OutputFormat.ofLists

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @Argument(help: "The key's id, as `webhook-key list` shows it.")
    var id: String

    @Flag(help: "Revoke it also if no other key opens the webhook.")
    var last = false

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var trial: DryRunOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard !self.trial.isDryRun else {
            let plan = try await self.server.withClient { client in
                try await client.post(
                    ["tenants", self.slug, "webhook-keys", self.id, "revoke"],
                    query: DryRunOptions.query + [("last", self.last ? "true" : nil)],
                    as: DryRunOptions.Plan.self
                )
            }
            return try DryRunOptions.show(plan, in: self.common.data)
        }
        let warning = self.last ? " If it is the last, every call is refused." : ""
        try self.common.confirm("Calls of \(self.slug) that show this key will be refused.\(warning) Revoke it?")
        let key = try await self.server.withClient { client in
            try await client.stating(self.audit.reason).post(
                ["tenants", self.slug, "webhook-keys", self.id, "revoke"],
                query: [("last", self.last ? "true" : nil)],
                as: WebhookKeyView.self
            )
        }
        try self.common.data.list([key], model: key)
    }
}
