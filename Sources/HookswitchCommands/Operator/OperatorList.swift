import ArgumentParser
import Hookswitch

/// `hookswitch operator list`
struct OperatorList: PagedCommand {
    typealias Element = OperatorDetails

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the people who may sign in, newest first.",
        usage: "hookswitch operator list [--limit <n>] [-o json]"
    )

    @OptionGroup var limit: WholeListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["operators"] }
}
