import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird

/// Console logins: listed and ended. Everybody sees their own, and an admin those of operators whom they may see.
struct SessionController: Sendable {
    /// How many sessions a page may have.
    static let pageLimits = 1...SessionService.maximumPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50
    /// The id that means the session that asks.
    private static let own = "current"

    let sessions: SessionService
    let bodies: RequestBodyReader

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/sessions", "listSessions", needs: nil, self.list),
            AdminRoute(.delete, "/api/v1/sessions/{id}", "endSession", needs: nil, self.end),
        ]
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["after", "limit"])
        let limit = try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit)
        let page = try await self.sessions.list(for: request.sender, limit: limit, after: query["after"])
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/sessions", query: query)
    }

    private func end(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        try await self.bodies.readNothing(from: request.request)
        let sender = request.sender
        let current = sender.proof == .session ? sender.tokenID : nil
        let id = request.id == Self.own ? current : UUID(uuidString: request.id)
        guard let id, let changes = try await self.sessions.end(id, by: sender, dryRun: isDryRun) else {
            throw Problem(.notFound, "There is no such session.", fix: "`hookswitch session list` shows them.")
        }
        guard !isDryRun else { return try JSONAnswer.response(ChangePlan(changes: changes)) }
        let forgetting: HTTPFields = [.setCookie: BrowserCookie.session.setting("", seconds: 0)]
        return Response(status: .noContent, headers: id == current ? forgetting : [:])
    }
}
