import ArgumentParser
import Hookswitch

/// `hookswitch offboarding list`
struct OffboardingList: PagedCommand {
    typealias Element = OffboardingView

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List tenants that are being destroyed or were, newest first.",
        usage: "hookswitch offboarding list [--limit <n>]",
        discussion: "How far one is: hookswitch offboarding show ID"
    )

    @OptionGroup var limit: NewestListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["offboardings"] }
}
