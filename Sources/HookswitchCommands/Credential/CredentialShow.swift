import ArgumentParser
import Hookswitch

/// `hookswitch credential show SLUG`
struct CredentialShow: PagedCommand {
    typealias Element = CredentialView

    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a tenant's secrets: the one in use, and those that it replaced.",
        usage: "hookswitch credential show <slug> [--limit <n>] [-o json]"
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var limit: WholeListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["tenants", self.slug, "credentials"] }
}
