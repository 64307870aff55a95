import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// Sealed segments of a tenant's decisions.
struct DecisionSegmentController: Sendable {
    /// How many segments a page may have.
    static let pageLimits = 1...DecisionSegmentService.maximumPageSize
    /// How many a page has when nothing is said: more than a month of days.
    static let pageLimit = 50

    let segments: DecisionSegmentService
    let bodies: RequestBodyReader
    let once: IdempotencyGate

    var routes: [AdminRoute] {
        [
            AdminRoute(
                .get,
                "/api/v1/tenants/{slug}/decision-segments",
                "listDecisionSegments",
                needs: .decisionsRead,
                self.list
            ),
            AdminRoute(
                .get,
                "/api/v1/tenants/{slug}/decision-segments/export",
                "exportDecisionSegments",
                needs: .decisionsRead,
                self.export
            )
            .answering(with: "application/x-ndjson"),
            AdminRoute(
                .post,
                "/api/v1/tenants/{slug}/decision-segments/restart",
                "restartDecisionSegments",
                needs: .systemWrite,
                self.restart
            ),
        ]
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let slug = try request.slug()
        let query = try request.query(allowing: ["after", "limit"])
        let page = try await self.segments.list(
            slug,
            limit: try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit),
            after: query["after"],
            for: request.sender
        )
        return try ListPage(page.data, next: page.next)
            .response(path: "/api/v1/tenants/\(slug)/decision-segments", query: query)
    }

    private func export(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let export = try await self.segments.export(try request.slug(), for: request.sender)
        let body = ResponseBody { writer in
            for try await lines in export { try await writer.write(ByteBuffer(bytes: lines)) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/x-ndjson"], body: body)
    }

    private func restart(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let slug = try request.slug()
        return try await self.once.answer(request, dryRun: isDryRun) { request in
            try await self.bodies.readNothing(from: request.request)
            let restart = try await self.segments.restart(slug, by: request.sender, dryRun: isDryRun)
            return try Answer(restart, status: isDryRun ? .ok : .created)
        }
    }
}
