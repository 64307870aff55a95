import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// Tenants that are made, and never changed by it.
struct TenantCreationController: Sendable {
    let tenants: TenantService
    let bodies: RequestBodyReader
    let once: IdempotencyGate

    var routes: [AdminRoute] {
        [AdminRoute(.post, "/api/v1/tenants", "createTenant", needs: .tenantsWrite, self.create)]
    }

    /// Of a document what the tenant's address is made of.
    private struct Named: Decodable {
        let slug: String
    }

    /// Nobody spoke of external ids here.
    private static let slugTaken = Problem(
        .slugTaken,
        "There is a tenant of this slug.",
        fix: "Choose another slug, or change the tenant that there is: `hookswitch tenant edit`, `PUT …/document`."
    )

    private func create(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        // Also an answer that is given again says where the tenant is, and is kept without that.
        let bytes = try await self.bodies.collect(request.request)
        var request = request
        request.request.body = RequestBody(buffer: ByteBuffer(bytes: bytes))
        var response = try await self.once.answer(request, dryRun: isDryRun) { request in
            let body = try await self.bodies.read([String: JSONValue].self, from: request.request)
            let text = String(decoding: try JSONAnswer.encoder().encode(body), as: UTF8.self)
            let documents = try self.tenants.read(text)
            guard let document = documents.first, documents.count == 1 else {
                throw Problem(.invalidRequest, "The body is not one document.")
            }
            let applied: AppliedTenant
            do {
                applied = try await self.tenants.create(document, by: request.sender, dryRun: isDryRun)
            } catch TenantError.slugTaken {
                throw Self.slugTaken
            }
            guard !isDryRun else { return try Answer(applied, dryRun: true) }
            return try Answer(applied, status: .created, etag: applied.tenant.map(EntityTag.of))
        }
        if response.status == .created, let named = try? JSONDecoder().decode(Named.self, from: Data(bytes)) {
            response.headers[.location] = "/api/v1/tenants/\(named.slug)"
        }
        return response
    }
}
