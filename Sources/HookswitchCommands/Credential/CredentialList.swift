import ArgumentParser
import Hookswitch

/// `hookswitch credential list`
struct CredentialList: PagedCommand {
    typealias Element = CredentialView

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the secrets that are in use, of all tenants: what expires next comes first.",
        usage: """
            hookswitch credential list [--expires-within 60d] [--limit <n>] [-o json]
            hookswitch credential list --state retired
            """,
        discussion: """
            Secrets of which nobody said when they expire come last; --expires-within leaves them out. Those that others \
            took the place of are listed with --state retired, the newest first.
            """
    )

    @Option(help: ArgumentHelp("Only those that expire so soon, or have, such as 60d.", valueName: "time"))
    var expiresWithin: LookAhead?

    @Option(
        help: ArgumentHelp("active, which is in use, or retired. Default: active.", valueName: "state"),
        completion: .list(CredentialView.State.allCases.map(\.rawValue)),
        transform: ClosedChoice<CredentialView.State>.parse
    )
    var state: CredentialView.State?

    @OptionGroup var limit: WholeListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["credentials"] }

    var query: [(String, String?)] {
        [("state", self.state?.rawValue), ("expires_before", self.expiresWithin?.moment().rfc3339)]
    }

    func sayNext(after page: ListPage<CredentialView>) {
        guard self.expiresWithin != nil, self.state != .retired, let first = page.data.first else { return }
        self.common.sayNext("hookswitch credential replace \(first.tenant)")
    }
}
