import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// What is kept of one caller: found, and erased. Numbers come in bodies alone and go into no answer.
///
/// Nothing here is kept under an `Idempotency-Key`: the fingerprint of a request with a number in it could be guessed.
struct PrivacyController: Sendable {
    /// How many erasures a page may have.
    static let pageLimits = 1...PrivacyService.maximumPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50

    let privacy: PrivacyService
    let bodies: RequestBodyReader

    var routes: [AdminRoute] {
        [
            AdminRoute(.post, "/api/v1/privacy/search", "findCaller", needs: .privacy, self.find),
            AdminRoute(.post, "/api/v1/privacy/erasures", "eraseCaller", needs: .privacy, self.erase),
            AdminRoute(.get, "/api/v1/privacy/erasures", "listErasures", needs: .privacy, self.list),
            AdminRoute(.get, "/api/v1/privacy/erasures/{id}", "getErasure", needs: .privacy, self.show),
            AdminRoute(
                .get,
                "/api/v1/privacy/erasures/{id}/certificate",
                "getErasureCertificate",
                needs: .privacy,
                self.certificate
            ),
        ]
    }

    /// Whose caller it is, and which.
    struct CallerRequest: Decodable {
        enum CodingKeys: CodingKey, CaseIterable { case tenant, number }

        /// The longest text of a number in bytes; the webhook takes no longer ones.
        static let maximumNumberLength = 64

        let tenant: String
        let number: String

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknownMembers(but: CodingKeys.self)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.tenant = try container.decode(String.self, forKey: .tenant)
            self.number = try container.decode(String.self, forKey: .number)
            let isPlain = !self.number.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
            guard isPlain, self.number.utf8.count <= Self.maximumNumberLength else {
                let expected = "a number of at most \(Self.maximumNumberLength) bytes, without control characters"
                throw Problem(
                    at: decoder.codingPath + [CodingKeys.number],
                    code: "wrong_value",
                    "expected is \(expected)"
                )
            }
        }
    }

    private func find(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let body = try await self.bodies.read(CallerRequest.self, from: request.request)
        return try JSONAnswer.response(
            try await self.privacy.find(body.number, of: body.tenant, by: request.sender)
        )
    }

    private func erase(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let body = try await self.bodies.read(CallerRequest.self, from: request.request)
        let erasure = try await self.privacy.erase(
            body.number,
            of: body.tenant,
            by: request.sender,
            dryRun: isDryRun
        )
        return try JSONAnswer.response(erasure, status: Self.status(of: erasure))
    }

    /// What was asked for is done, goes on without the request, or was only counted.
    private static func status(of erasure: ErasureView) -> HTTPResponse.Status {
        switch erasure.state {
        case .erased: .created
        case .erasing: .accepted
        case nil: .ok
        }
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["after", "limit"])
        let limit = try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit)
        let page = try await self.privacy.list(for: request.sender, limit: limit, after: query["after"])
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/privacy/erasures", query: query)
    }

    private func show(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        guard let erasure = try await self.privacy.erasure(request.id, for: request.sender) else {
            throw Problem(.notFound, "There is no such erasure.", fix: "Its id is `era_` and 26 characters.")
        }
        return try JSONAnswer.response(erasure)
    }

    private func certificate(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        guard let json = try await self.privacy.certificate(request.id, for: request.sender) else {
            throw Problem(
                .notFound,
                "There is no such erasure, or it is not at its end yet.",
                fix: "GET /api/v1/privacy/erasures/{id} says how far it is."
            )
        }
        return JSONAnswer.response(json: ByteBuffer(string: json))
    }
}
