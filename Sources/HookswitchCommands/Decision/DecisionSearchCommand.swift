import ArgumentParser
import Hookswitch
import Routing

/// `hookswitch decision search`
struct DecisionSearchCommand: ListCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find decisions, newest first.",
        usage: """
            hookswitch decision search [--tenant <slug> [--from <number>]]
                [--since 2h] [-o json]
            """,
        discussion: """
            Without --since the last 31 days are searched. Callers are masked. What explains one: hookswitch why DECISION
            """
    )

    /// As many as a terminal shows without scrolling far.
    private static let defaultLimit = 50

    @Option(help: ArgumentHelp("Only this tenant's.", valueName: "slug"), completion: .tenants)
    var tenant: String?

    @Option(help: ArgumentHelp("Who called; needs --tenant.", valueName: "number"))
    var from: String?

    @Option(help: ArgumentHelp("The pool.", valueName: "number"))
    var to: String?

    @Option(
        help: ArgumentHelp("Only with this outcome, or degraded or default; may be repeated.", valueName: "outcome"),
        completion: .list(OutcomeSelection.words),
        transform: OutcomeSelection.parse
    )
    var outcome: [[Outcome]] = []

    @Option(help: ArgumentHelp("From then on: 90s, 15m, 2h, 7d or a time.", valueName: "when"))
    var since: LookBack?

    @Option(help: ArgumentHelp("Until then, likewise.", valueName: "when"))
    var until: LookBack?

    @Option(help: ArgumentHelp("The telephony cloud's name of the call.", valueName: "id"))
    var callID: String?

    @Option(help: ArgumentHelp("Only calls that took longer: 800ms or 1s.", valueName: "time"))
    var slowerThan: String?

    @Option(help: ArgumentHelp("Print so many at most.", valueName: "n"))
    var limit: Int = DecisionSearchCommand.defaultLimit

    @OptionGroup var server: ServerOptions
    @OptionGroup var list: ListOptions
    @OptionGroup var common: CommonOptions

    /// What the API takes.
    private struct Criteria: Encodable {
        enum CodingKeys: String, CodingKey {
            case tenant, from, to, outcomes, since, until, limit, after
            case callID = "call_id"
            case slowerThan = "slower_than_ms"
        }

        let tenant: String?
        let from: String?
        let to: String?
        let outcomes: [String]?
        let since: String?
        let until: String?
        let callID: String?
        let slowerThan: Int64?
        var limit = 0
        var after: String?
    }

    func validate() throws {
        guard self.limit > 0 else { throw ValidationError("--limit is 1 or more.") }
        guard self.from == nil || self.tenant != nil else {
            throw ValidationError("--from needs --tenant: a caller is found by the tenant's own key.")
        }
        guard self.slowerThan.map({ LookBack.milliseconds($0) != nil }) ?? true else {
            throw ValidationError("--slower-than is a time such as 800ms or 1s.")
        }
    }

    func run() async throws {
        let criteria = Criteria(
            tenant: self.tenant,
            from: self.from,
            to: self.to,
            outcomes: self.outcome.isEmpty ? nil : Set(self.outcome.joined().map(\.rawValue)).sorted(),
            since: self.since?.moment().rfc3339,
            until: self.until?.moment().rfc3339,
            callID: self.callID,
            slowerThan: self.slowerThan.flatMap(LookBack.milliseconds)
        )
        let page = try await self.server.withClient { client in
            try await Self.pages(client, criteria: criteria, limit: self.limit)
        }
        try self.data.list(page.data, model: page)
        if self.common.output.isForPeople, page.nextCursor != nil {
            StandardStream.say("There are more: a higher --limit shows them.")
        }
    }

    /// Asks page by page until the search ends or there are enough.
    private static func pages(
        _ client: AdminClient,
        criteria: Criteria,
        limit: Int
    ) async throws -> ListPage<DecisionView> {
        var criteria = criteria
        var all = ListPage<DecisionView>(object: "list", data: [], hasMore: false, nextCursor: nil)
        repeat {
            criteria.limit = min(AdminClient.maximumPageSize, limit - all.data.count)
            criteria.after = all.nextCursor
            let page: ListPage<DecisionView> = try await client.post(
                ["decisions", "search"],
                json: try CommandOutput.json(criteria)
            )
            all.data += page.data
            all.nextCursor = page.data.isEmpty ? nil : page.nextCursor
        } while all.nextCursor != nil && all.data.count < limit
        all.hasMore = all.nextCursor != nil
        return all
    }
}
