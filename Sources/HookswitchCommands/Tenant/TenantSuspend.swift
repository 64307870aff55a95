import ArgumentParser
import Hookswitch

/// `hookswitch tenant suspend SLUG`
struct TenantSuspend: ShellCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Switch a tenant off: its calls take their default route within a second.",
        usage: "hookswitch tenant suspend <slug> [--reason <text>] [--yes]",
        discussion: "Nothing of the tenant is lost; `tenant resume` switches it on again."
    )

    static let formats = OutputFormat.ofLists

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var audit: ReasonOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try self.common.confirm("Calls of \(self.slug) will take their default route. Suspend it?")
        let applied = try await self.server.withClient { client in
            try await client.stating(self.audit.reason).post(["tenants", self.slug, "suspend"], as: AppliedTenant.self)
        }
        try self.common.data.list([applied], model: applied)
        StandardStream.say("\(self.slug) is suspended. To switch it on again: hookswitch tenant resume \(self.slug)")
    }
}
