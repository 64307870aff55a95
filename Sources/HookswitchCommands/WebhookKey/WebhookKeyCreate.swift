import ArgumentParser
import Hookswitch

/// `hookswitch webhook-key create SLUG`
struct WebhookKeyCreate: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a webhook key. Its value is shown once.",
        usage: """
            hookswitch webhook-key create <slug> [--reason <text>] [--dry-run]
                [-o json]
            """
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var trial: DryRunOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard !self.trial.isDryRun else {
            let plan = try await self.server.withClient { client in
                try await client.post(
                    ["tenants", self.slug, "webhook-keys"],
                    query: DryRunOptions.query,
                    as: DryRunOptions.Plan.self
                )
            }
            return try DryRunOptions.show(plan, in: self.common.data)
        }
        let key = try await self.server.withClient { client in
            try await client.stating(self.audit.reason)
                .post(["tenants", self.slug, "webhook-keys"], as: IssuedWebhookKey.self)
        }
        try self.common.data.detail(key)
        StandardStream.say("The value is shown this once; hand it to Enreach now.")
        self.common.sayNext("hookswitch tenant verify \(self.slug)")
    }
}
