import ArgumentParser
import Hookswitch

/// `hookswitch session list`
struct SessionList: PagedCommand {
    typealias Element = SessionView

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List logins of browsers: an admin everybody's, others their own.",
        usage: "hookswitch session list [--limit <n>] [-o json]"
    )

    @OptionGroup var limit: WholeListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["sessions"] }
}
