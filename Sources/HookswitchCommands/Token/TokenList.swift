import ArgumentParser
import Hookswitch

/// `hookswitch token list`
struct TokenList: PagedCommand {
    typealias Element = APITokenView

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the API tokens, newest first; never their values.",
        usage: "hookswitch token list [--limit <n>] [-o json]"
    )

    @OptionGroup var limit: WholeListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["tokens"] }
}
