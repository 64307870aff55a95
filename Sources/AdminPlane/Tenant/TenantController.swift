import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// Tenants: applied from documents, shown and listed.
struct TenantController: Sendable {
    /// How many tenants a page may have.
    static let pageLimits = 1...TenantService.maximumPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50

    let tenants: TenantService
    let bodies: RequestBodyReader
    let once: IdempotencyGate

    var routes: [AdminRoute] {
        [
            AdminRoute(.post, "/api/v1/tenants/apply", "applyTenants", needs: .tenantsWrite, self.apply),
            AdminRoute(.get, "/api/v1/tenants", "listTenants", needs: .tenantsRead, self.list),
            AdminRoute(.get, "/api/v1/tenants/{slug}", "getTenant", needs: .tenantsRead, self.show),
        ]
    }

    /// What apply takes.
    struct ApplyRequest: Decodable {
        enum CodingKeys: CodingKey, CaseIterable { case documents }

        /// Each a tenant document; their own reader checks them.
        let documents: [[String: JSONValue]]

        init(from decoder: any Decoder) throws {
            try decoder.refuseUnknownMembers(but: CodingKeys.self)
            self.documents = try decoder.container(keyedBy: CodingKeys.self)
                .decode([[String: JSONValue]].self, forKey: .documents)
        }

        /// The documents as one text, each its own YAML document: JSON is a part of YAML, and ends no document itself.
        func text() throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return try self.documents
                .map { "--- " + String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }
                .joined()
        }
    }

    /// What apply answers.
    struct ApplyAnswer: Encodable {
        let data: [AppliedTenant]
    }

    private func apply(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["dry_run"])
        let isDryRun = try query.flag("dry_run")
        return try await self.once.answer(request, dryRun: isDryRun) { request in
            let body = try await self.bodies.read(ApplyRequest.self, from: request.request)
            let documents = try self.tenants.read(try body.text())
            let applied = try await self.tenants.apply(documents, by: request.sender, dryRun: isDryRun)
            return try Answer(ApplyAnswer(data: applied))
        }
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(
            allowing: ["after", "expand", "expires_before", "health", "limit", "q", "status", "tag"]
        )
        let limit = try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit)
        let criteria = try Self.criteria(query)
        let page = try await self.tenants.list(criteria, for: request.sender, limit: limit, after: query["after"])
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/tenants", query: query)
    }

    private static func criteria(_ query: QueryParameters) throws(Problem) -> TenantCriteria {
        let tag = query["tag"].flatMap { TenantTag(parsing: $0) }
        if query["tag"] != nil, tag == nil {
            throw QueryParameters.invalid("tag", code: "wrong_value", "it is 1 to 40 of a-z, 0-9 and -")
        }
        if let text = query["q"], !TenantCriteria.textLengths.contains(text.count) {
            let lengths = TenantCriteria.textLengths
            throw QueryParameters.invalid(
                "q",
                code: "wrong_value",
                "it is \(lengths.lowerBound) to \(lengths.upperBound) characters of a slug or a name"
            )
        }
        return TenantCriteria(
            text: query["q"],
            status: try query.choice("status", of: TenantStatus.self),
            tag: tag,
            expiresBefore: try query.moment("expires_before"),
            health: try query.choice("health", of: TenantHealth.Verdict.self),
            expansions: Set(try query.choices("expand", of: TenantExpansion.self))
        )
    }

    private func show(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["expand"])
        let expansions = Set(try query.choices("expand", of: TenantExpansion.self))
        let slug = try request.slug()
        guard let tenant = try await self.tenants.show(slug, with: expansions, for: request.sender) else {
            throw Problem.noTenant
        }
        // What it is expanded by changes with each call.
        return try JSONAnswer.response(tenant, headers: expansions.isEmpty ? [.eTag: EntityTag.of(tenant)] : [:])
    }
}
