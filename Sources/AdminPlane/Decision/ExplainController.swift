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

    /// The call: what the telephony cloud would send as `anum` and `bnum`, and perhaps the rules that it is put to.
    struct ExplainRequest: Decodable {
        enum CodingKeys: CodingKey, CaseIterable { case from, to, document }

        /// The longest text of a number in bytes; the webhook takes no longer ones.
        static let maximumNumberLength = 64

        let from: String
        let to: String
        /// A tenant document that is not applied; its own reader checks it.
        let document: [String: JSONValue]?

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknownMembers(but: CodingKeys.self)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.from = try container.decode(String.self, forKey: .from)
            self.to = try container.decode(String.self, forKey: .to)
            self.document = try container.decodeIfPresent([String: JSONValue].self, forKey: .document)
            for (key, text) in [(CodingKeys.from, self.from), (CodingKeys.to, self.to)] {
                let isPlain = !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
                guard isPlain, text.utf8.count <= Self.maximumNumberLength else {
                    let expected = "a number of at most \(Self.maximumNumberLength) bytes, without control characters"
                    throw Problem(at: decoder.codingPath + [key], code: "wrong_value", "expected is \(expected)")
                }
            }
        }
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
                    call.from,
                    call.to,
                    request.sender
                )
            } else {
                await self.explainer.explain(slug, from: call.from, to: call.to, for: request.sender)
            }
        guard let explanation else { throw Problem.noTenant }
        return try JSONAnswer.response(explanation)
    }

    private static func text(_ document: [String: JSONValue]) throws -> String {
        String(decoding: try JSONAnswer.encoder().encode(document), as: UTF8.self)
    }
}
