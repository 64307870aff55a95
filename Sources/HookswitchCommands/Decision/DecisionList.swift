import ArgumentParser
import Hookswitch
import Routing

/// `hookswitch decision list`
struct DecisionList: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List decisions, newest first.",
        usage: "hookswitch decision list [--tenant <slug>] [--limit <n>] [-o json]",
        discussion: "Callers are masked. What explains one: hookswitch why DECISION"
    )

    /// As many as a terminal shows without scrolling far.
    private static let defaultLimit = 50

    @Option(help: ArgumentHelp("Only this tenant's.", valueName: "slug"), completion: .tenants)
    var tenant: String?

    @Option(
        help: ArgumentHelp("Only with this outcome, such as routed or crm_timeout.", valueName: "outcome"),
        completion: .list(Outcome.allCases.map(\.rawValue)),
        transform: ClosedChoice<Outcome>.parse
    )
    var outcome: Outcome?

    @Option(help: ArgumentHelp("List so many at most.", valueName: "n"))
    var limit: Int = DecisionList.defaultLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard self.limit > 0 else { throw ValidationError("--limit is 1 or more.") }
    }

    func run() async throws {
        let query = [("tenant", self.tenant), ("outcome", self.outcome?.rawValue)]
        let page = try await self.server.withClient { client in
            try await client.list(["decisions"], query: query, limit: self.limit, of: DecisionView.self)
        }
        try self.data.list(page.data, model: page)
        // Whoever looks again and again reads the list.
        guard self.watch.interval == nil else { return }
        if let newest = page.data.first {
            self.common.sayNext("hookswitch why \(newest.id)")
        } else if let tenant, self.outcome == nil {
            self.common.sayNext("hookswitch call \(tenant) --from NUMBER    a test call")
        }
    }
}
