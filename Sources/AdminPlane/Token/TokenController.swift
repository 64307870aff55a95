import Foundation
import Hookswitch
import Hummingbird

/// API tokens: listed, made and revoked; and whose the request's own is.
struct TokenController: Sendable {
    /// How many tokens a page may have.
    static let pageLimits = 1...APITokenService.maximumPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50

    let tokens: APITokenService
    let bodies: RequestBodyReader
    let once: IdempotencyGate

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/me", "getMe", needs: nil, self.me),
            AdminRoute(.get, "/api/v1/tokens", "listTokens", needs: .accessAdmin, self.list),
            AdminRoute(.post, "/api/v1/tokens", "createToken", needs: .accessAdmin, self.create),
            AdminRoute(.delete, "/api/v1/tokens/{id}", "revokeToken", needs: nil, self.revoke),
        ]
    }

    private func me(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let secret = request.sender.proof == .session ? BrowserCookie.session.value(in: request.request.headers) : nil
        return try JSONAnswer.response(
            OperatorView(request.sender, csrfToken: secret.map(SessionService.csrfToken))
        )
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["after", "limit"])
        let limit = try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit)
        let page = try await self.tokens.list(for: request.sender, limit: limit, after: query["after"])
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/tokens", query: query)
    }

    private func create(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        return try await self.once.answer(request, dryRun: isDryRun) { request in
            let order = try await self.bodies.read(TokenRequest.self, from: request.request).order()
            let created = try await self.tokens.create(order, by: request.sender, dryRun: isDryRun)
            guard !isDryRun else { return try Answer(ChangePlan(changes: created.changes)) }
            return try Answer(CreatedTokenAnswer(created), status: .created, isSecret: true)
        }
    }

    /// Everybody revokes the token they ask with and those of their sign-ins; an admin those that they see.
    private func revoke(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        try await self.bodies.readNothing(from: request.request)
        guard let id = UUID(uuidString: request.id),
            let changes = try await self.tokens.revoke(id, by: request.sender, dryRun: isDryRun)
        else {
            throw Problem(.notFound, "There is no such token.", fix: "`hookswitch token list` shows them.")
        }
        return isDryRun ? try JSONAnswer.response(ChangePlan(changes: changes)) : Response(status: .noContent)
    }
}
