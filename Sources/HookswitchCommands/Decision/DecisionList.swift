import ArgumentParser
import Hookswitch
import Routing

/// `hookswitch decision list`
struct DecisionList: PagedCommand {
    typealias Element = DecisionView

    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List decisions, newest first.",
        usage: "hookswitch decision list [--tenant <slug>] [--limit <n>] [-o json]",
        discussion: "Callers are masked. What explains one: hookswitch why DECISION"
    )

    @Option(help: ArgumentHelp("Only this tenant's.", valueName: "slug"), completion: .tenants)
    var tenant: String?

    @Option(
        help: ArgumentHelp("Only with this outcome, such as routed or crm_timeout.", valueName: "outcome"),
        completion: .list(Outcome.allCases.map(\.rawValue)),
        transform: ClosedChoice<Outcome>.parse
    )
    var outcome: Outcome?

    @OptionGroup var limit: NewestListLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    var path: [String] { ["decisions"] }

    var query: [(String, String?)] { [("tenant", self.tenant), ("outcome", self.outcome?.rawValue)] }

    func sayNext(after page: ListPage<DecisionView>) {
        // Whoever looks again and again reads the list.
        guard self.watch.interval == nil else { return }
        if let newest = page.data.first {
            self.common.sayNext("hookswitch why \(newest.id)")
        } else if let tenant, self.outcome == nil {
            self.common.sayNext("hookswitch call \(tenant) --from NUMBER    a test call")
        }
    }
}
