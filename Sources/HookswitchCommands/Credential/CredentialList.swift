import ArgumentParser
import Hookswitch

/// `hookswitch credential list`
struct CredentialList: PagedCommand {
    typealias Element = CredentialView

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the secrets that are in use, of all tenants: what expires next comes first.",
        usage: "hookswitch credential list [--expires-within 60d] [--limit <n>] [-o json]",
        discussion: "Secrets of which nobody said when they expire come last; --expires-within leaves them out."
    )

    @Option(help: ArgumentHelp("Only those that expire so soon, or have, such as 60d.", valueName: "time"))
    var expiresWithin: LookAhead?

    @OptionGroup var limit: WholeListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["credentials"] }

    var query: [(String, String?)] { [("expires_before", self.expiresWithin?.moment().rfc3339)] }

    func sayNext(after page: ListPage<CredentialView>) {
        guard self.expiresWithin != nil, let first = page.data.first else { return }
        self.common.sayNext("hookswitch credential replace \(first.tenant)")
    }
}
