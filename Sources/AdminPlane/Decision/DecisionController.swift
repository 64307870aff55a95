import Hookswitch
import Hummingbird
import Routing

/// Decisions: listed, and each explained.
struct DecisionController: Sendable {
    /// How many decisions a page may have.
    static let pageLimits = 1...DecisionService.maximumPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50

    let decisions: DecisionService

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/decisions", "listDecisions", needs: .decisionsRead, self.list),
            AdminRoute(.get, "/api/v1/decisions/{id}", "getDecision", needs: .decisionsRead, self.why),
            AdminRoute(
                .post,
                "/api/v1/decisions/{id}/replay",
                "replayDecision",
                needs: .decisionsRead,
                self.replay
            ),
        ]
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let names = ["after", "limit", "outcome", "tenant"]
        let query = try request.query(allowing: names)
        let limit = try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit)
        let outcome = try query.choice("outcome", of: Outcome.self)
        let slug = try query.slug("tenant")
        let page = try await self.decisions.list(
            tenant: slug,
            limit: limit,
            after: query["after"],
            outcome: outcome,
            for: request.sender
        )
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/decisions", query: query)
    }

    private func replay(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        guard let id = DecisionID(parsing: request.id),
            let replayed = try await self.decisions.replay(id, for: request.sender)
        else { throw Problem.noDecision }
        return try JSONAnswer.response(replayed)
    }

    private func why(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        guard let id = DecisionID(parsing: request.id),
            let explanation = try await self.decisions.why(id, for: request.sender)
        else { throw Problem.noDecision }
        return try JSONAnswer.response(explanation)
    }
}
