import ArgumentParser
import Hookswitch

/// `hookswitch credential list`
struct CredentialList: ListCommand {
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

    @Option(help: ArgumentHelp("List so many at most.", valueName: "n"))
    var limit: Int?

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit is 1 or more.") }
    }

    func run() async throws {
        let page = try await self.server.withClient { client in
            try await client.list(
                ["credentials"],
                query: [
                    ("state", self.state?.rawValue), ("expires_before", self.expiresWithin?.moment().rfc3339),
                ],
                limit: self.limit ?? .max,
                of: CredentialView.self
            )
        }
        try self.data.list(page.data, model: page)
        if self.expiresWithin != nil, self.state != .retired, let first = page.data.first {
            self.common.sayNext("hookswitch credential replace \(first.tenant)")
        }
    }
}
