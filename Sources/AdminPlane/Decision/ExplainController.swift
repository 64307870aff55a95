import Foundation
import Hookswitch
import Hummingbird

/// What would become of a call.
struct ExplainController: Sendable {
    let explainer: CallExplainer
    let explainDraft: AdminServices.ExplainDraft
    let tenants: TenantService
    let bodies: RequestBodyReader

    var routes: [AdminRoute] {
        [AdminRoute(.post, "/api/v1/tenants/{slug}/explain", "explainCall", needs: .explain, self.explain)]
    }

    private func explain(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let slug = try request.slug()
        let call = try await self.bodies.read(ExplainRequest.self, from: request.request)
        let explanation =
            if let document = call.document {
                try await self.explainDraft(
                    slug,
                    try self.tenants.read(try Self.text(document), of: slug),
                    call.question,
                    request.sender
                )
            } else {
                await self.explainer.explain(
                    slug,
                    call.question,
                    rules: try await self.rules(call.version, of: slug, for: request.sender),
                    for: request.sender
                )
            }
        guard let explanation else { throw Problem.noTenant }
        return try JSONAnswer.response(explanation)
    }

    private func rules(_ version: Int32?, of slug: String, for actor: Operator) async throws -> StoredRules? {
        guard let version else { return nil }
        do {
            return try await self.tenants.rules(of: slug, version: version, for: actor)
        } catch TenantError.unknownVersion {
            let expected = "the tenant's document has no such version"
            throw Problem(at: [ExplainRequest.CodingKeys.version], code: "wrong_value", expected)
        } catch TenantError.unknownTenant {
            throw Problem.noTenant
        }
    }

    private static func text(_ document: [String: JSONValue]) throws -> String {
        String(decoding: try JSONAnswer.encoder().encode(document), as: UTF8.self)
    }
}
