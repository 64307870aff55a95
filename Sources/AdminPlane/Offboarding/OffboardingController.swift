import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// Ends of tenants: asked for, shown, and proved.
struct OffboardingController: Sendable {
    /// How many offboardings a page may have.
    static let pageLimits = 1...OffboardingService.maximumPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50

    let offboardings: OffboardingService
    let bodies: RequestBodyReader
    let once: IdempotencyGate

    var routes: [AdminRoute] {
        [
            // What cannot be taken back is granted as erasing a caller is.
            AdminRoute(.post, "/api/v1/tenants/{slug}/offboard", "offboardTenant", needs: .privacy, self.offboard),
            AdminRoute(.get, "/api/v1/offboardings", "listOffboardings", needs: .auditRead, self.list),
            AdminRoute(.get, "/api/v1/offboardings/{id}", "getOffboarding", needs: .auditRead, self.show),
            AdminRoute(
                .get,
                "/api/v1/offboardings/{id}/certificate",
                "getOffboardingCertificate",
                needs: .auditRead,
                self.certificate
            ),
        ]
    }

    /// What offboarding takes.
    struct OffboardRequest: Decodable {
        enum CodingKeys: String, CodingKey, CaseIterable {
            case graceDays = "grace_days"
            case confirm
        }

        let graceDays: Int?
        let confirm: String?

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknownMembers(but: CodingKeys.self)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.graceDays = try container.decodeIfPresent(Int.self, forKey: .graceDays)
            self.confirm = try container.decodeIfPresent(String.self, forKey: .confirm)
        }
    }

    private func offboard(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let slug = try request.slug()
        return try await self.once.answer(request, dryRun: isDryRun) { request in
            let body = try await self.bodies.readIfAny(OffboardRequest.self, from: request.request)
            let order = OffboardingOrder(graceDays: body?.graceDays, confirmation: body?.confirm)
            let done = try await self.offboardings.offboard(slug, order, by: request.sender, dryRun: isDryRun)
            return try Answer(done, status: isDryRun ? .ok : .accepted)
        }
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["after", "limit"])
        let limit = try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit)
        let page = try await self.offboardings.list(for: request.sender, limit: limit, after: query["after"])
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/offboardings", query: query)
    }

    private func show(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        guard let offboarding = try await self.offboardings.show(request.id, for: request.sender) else {
            throw Problem(.notFound, "There is no such offboarding.", fix: "Its id is `off_` and 26 characters.")
        }
        return try JSONAnswer.response(offboarding)
    }

    private func certificate(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        guard let json = try await self.offboardings.certificate(request.id, for: request.sender) else {
            throw Problem(
                .notFound,
                "There is no such offboarding, or its tenant is not destroyed yet.",
                fix: "GET /api/v1/offboardings/{id} says how far it is."
            )
        }
        return JSONAnswer.response(json: ByteBuffer(string: json))
    }
}
