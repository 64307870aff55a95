import ArgumentParser
import Hookswitch

/// `hookswitch webhook-key revoke SLUG ID`
struct WebhookKeyRevoke: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Revoke a webhook key: calls that show it are refused from then on.",
        usage: "hookswitch webhook-key revoke <slug> <id> [--yes]"
    )

    @Argument(help: "The tenant's slug.")
    var slug: String

    @Argument(help: "The key's id, as `webhook-key list` shows it.")
    var id: String

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try self.common.confirm("Calls of \(self.slug) that show this key will be refused. Revoke it?")
        let key = try await self.server.withClient { client in
            try await client.stating(self.audit.reason).post(
                ["tenants", self.slug, "webhook-keys", self.id, "revoke"],
                as: WebhookKeyView.self
            )
        }
        try self.common.data.list([key], model: key)
    }
}
