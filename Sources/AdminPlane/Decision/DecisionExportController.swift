import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// All decisions of a tenant, for whoever leaves or keeps them elsewhere.
struct DecisionExportController: Sendable {
    let decisions: DecisionService

    var routes: [AdminRoute] {
        [
            AdminRoute(
                .get,
                "/api/v1/tenants/{slug}/decisions/export",
                "exportTenantDecisions",
                needs: .decisionsRead,
                self.export
            )
            .answering(with: "application/x-ndjson")
        ]
    }

    private func export(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let export = try await self.decisions.export(try request.slug(), for: request.sender)
        let body = ResponseBody { writer in
            for try await lines in export { try await writer.write(ByteBuffer(bytes: lines)) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/x-ndjson"], body: body)
    }
}
