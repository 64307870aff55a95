import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// A tenant's document: given out, and replaced by whoever saw the newest.
struct TenantDocumentController: Sendable {
    let tenants: TenantService
    let bodies: RequestBodyReader

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/tenants/{slug}/document", "getTenantDocument", needs: .tenantsRead, self.show),
            AdminRoute(
                .put,
                "/api/v1/tenants/{slug}/document",
                "putTenantDocument",
                needs: .tenantsWrite,
                self.replace
            ),
        ]
    }

    private func show(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let slug = try request.slug()
        guard let document = try await self.tenants.document(slug, for: request.sender) else { throw Problem.noTenant }
        let headers: HTTPFields = [.eTag: EntityTag.of(document.version)]
        return JSONAnswer.response(json: ByteBuffer(string: document.json), headers: headers)
    }

    private func replace(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let slug = try request.slug()
        let condition = try request.versionCondition()
        let body = try await self.bodies.read([String: JSONValue].self, from: request.request)
        let text = String(decoding: try JSONAnswer.encoder().encode(body), as: UTF8.self)
        let applied = try await self.tenants.replace(
            slug,
            with: try self.tenants.read(text, of: slug),
            if: condition,
            by: request.sender,
            dryRun: isDryRun
        )
        return try Answer(applied, dryRun: isDryRun).response
    }
}
