import Hookswitch
import Hummingbird
import Routing

/// Decisions found by what is in a body: numbers of callers travel in no query string, for those are logged on the way.
struct DecisionSearchController: Sendable {
    /// The longest text of a number in characters; the webhook takes no longer ones.
    private static let numberLengths = 1...64
    /// The longest name of a call; the webhook keeps no longer ones.
    private static let callIDLengths = 1...128
    /// How slow a call may be asked for, in milliseconds: as much as 32 bits of microseconds hold.
    private static let durations: ClosedRange<Int64> = 0...2_147_483

    let decisions: DecisionService
    let bodies: RequestBodyReader

    var routes: [AdminRoute] {
        [
            AdminRoute(.post, "/api/v1/decisions/search", "searchDecisions", needs: .decisionsRead, self.search),
            AdminRoute(
                .post,
                "/api/v1/decisions/{id}/reveal",
                "revealCaller",
                needs: .decisionsReveal,
                self.reveal
            ),
        ]
    }

    /// A page, and the time that was searched.
    struct SearchAnswer: Encodable {
        enum CodingKeys: String, CodingKey {
            case object, data, since, until
            case hasMore = "has_more"
            case nextCursor = "next_cursor"
        }

        let object = "list"
        let data: [DecisionView]
        let hasMore: Bool
        let nextCursor: String?
        let since: String
        let until: String

        init(_ found: FoundDecisions) {
            self.data = found.page.data
            self.hasMore = found.page.next != nil
            self.nextCursor = found.page.next
            self.since = found.since.rfc3339
            self.until = found.until.rfc3339
        }
    }

    private func search(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let members = try await self.bodies.read([String: JSONValue].self, from: request.request)
        let criteria = try Self.criteria(members)
        let found = try await self.decisions.search(criteria, for: request.sender)
        return try JSONAnswer.response(SearchAnswer(found))
    }

    private func reveal(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let body = try await self.bodies.read([String: JSONValue].self, from: request.request)
        var members = BodyMembers(body, allowing: ["reason"])
        let lengths = DecisionService.reasonLengths
        let reason = members.text("reason", lengths: lengths) ?? ""
        // A reason is for whoever reads the audit: spaces are none.
        if body["reason"] == nil { members.refuse("reason", code: "missing_member", "it is required") }
        if !reason.isEmpty, reason.count(where: { !$0.isWhitespace }) < lengths.lowerBound {
            members.refuse("reason", "expected are \(lengths.lowerBound) characters or more besides spaces")
        }
        try members.check()
        guard let id = DecisionID(parsing: request.id),
            let caller = try await self.decisions.reveal(id, reason: reason, by: request.sender)
        else { throw Problem.noDecision }
        return try JSONAnswer.response(caller)
    }

    /// Reads what is asked for.
    static func criteria(_ body: [String: JSONValue]) throws(Problem) -> DecisionCriteria {
        let names = [
            "tenant", "from", "to", "outcomes", "since", "until", "call_id", "slower_than_ms", "limit", "after",
        ]
        var members = BodyMembers(body, allowing: names)
        var criteria = DecisionCriteria()
        criteria.tenant = members.value("tenant", "it is a tenant's slug", read: Slug.init(parsing:))?.text
        criteria.from = members.text("from", lengths: Self.numberLengths)
        criteria.to = members.text("to", lengths: Self.numberLengths)
        criteria.outcomes = members.choices("outcomes", of: Outcome.self)
        criteria.since = members.moment("since")
        criteria.until = members.moment("until")
        criteria.callID = members.text("call_id", lengths: Self.callIDLengths)
        let slow = members.integer("slower_than_ms", in: Self.durations)
        criteria.slowerThanMilliseconds = slow.map { Int32(clamping: $0) }
        let limits = Int64(DecisionController.pageLimits.lowerBound)...Int64(DecisionController.pageLimits.upperBound)
        criteria.limit = members.integer("limit", in: limits).map { Int($0) } ?? DecisionController.pageLimit
        criteria.after = members.value(
            "after",
            "it is the next_cursor of the page before",
            read: DecisionCursor.init(parsing:)
        )
        if body["from"] != nil, body["tenant"] == nil {
            members.refuse("tenant", code: "missing_member", "it is required with `from`")
        }
        if let since = criteria.since, let until = criteria.until, since >= until {
            members.refuse("since", "it is not before `until`")
        }
        try members.check()
        return criteria
    }
}
