import ArgumentParser
import Hookswitch

/// `hookswitch privacy list`
struct PrivacyList: PagedCommand {
    typealias Element = ErasureView

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List erasures of callers, newest first.",
        usage: "hookswitch privacy list [--limit <n>]",
        discussion: "How far one is: hookswitch privacy show ID"
    )

    @OptionGroup var limit: NewestListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["privacy", "erasures"] }
}
