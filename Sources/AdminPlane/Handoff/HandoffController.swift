import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// What is sent to Enreach about a tenant, as whoever asks wants to read it.
struct HandoffController: Sendable {
    let handoffs: HandoffService

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/tenants/{slug}/handoff", "getTenantHandoff", needs: .tenantsRead, self.show)
                .answering(with: "application/json", "text/plain", "text/markdown")
        ]
    }

    private func show(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let slug = try request.slug()
        guard let sheet = try await self.handoffs.sheet(slug, for: request.sender) else { throw Problem.noTenant }
        let types = ["application/json", "text/plain", "text/markdown"]
        switch AcceptedTypes(of: request.request).best(of: types) {
        case "text/plain": return Self.text(sheet.text, type: "text/plain; charset=utf-8")
        case "text/markdown": return Self.text(sheet.markdown, type: "text/markdown; charset=utf-8")
        default: return try JSONAnswer.response(sheet)
        }
    }

    private static func text(_ text: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
