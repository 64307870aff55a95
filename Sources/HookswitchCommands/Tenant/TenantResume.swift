import ArgumentParser
import Hookswitch

/// `hookswitch tenant resume SLUG`
struct TenantResume: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Switch a suspended tenant on again.",
        usage: "hookswitch tenant resume <slug> [--reason <text>]"
    )

    static let formats = OutputFormat.ofLists

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let applied = try await self.server.withClient { client in
            try await client.stating(self.audit.reason).post(["tenants", self.slug, "resume"], as: AppliedTenant.self)
        }
        try self.common.data.list([applied], model: applied)
        StandardStream.say("Calls of \(self.slug) are routed again.")
        self.common.sayNext("hookswitch tenant verify \(self.slug)")
    }
}
