import ArgumentParser
import Hookswitch

/// `hookswitch tenant history SLUG`
struct TenantHistory: PagedCommand {
    typealias Element = TenantVersionView

    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "List the versions of a tenant's document, newest first.",
        usage: "hookswitch tenant history <slug> [--limit <n>] [-o json]"
    )

    @Argument(help: "The tenant's slug.", completion: .tenants)
    var slug: String

    @OptionGroup var limit: WholeListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["tenants", self.slug, "versions"] }
}
