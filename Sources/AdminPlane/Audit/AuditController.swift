import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// The audit: of everything, and of one tenant.
struct AuditController: Sendable {
    /// How many records a page may have.
    static let pageLimits = 1...AuditSearch.maximumLimit
    /// How many chains a page of checks may have.
    static let checkLimits = 1...AuditService.maximumCheckPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50

    let audit: AuditService

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/audit", "listAudit", needs: .auditRead, self.list),
            AdminRoute(.get, "/api/v1/audit/export", "exportAudit", needs: .auditRead, self.export)
                .answering(with: "application/x-ndjson"),
            AdminRoute(.get, "/api/v1/audit/public-key", "listAuditPublicKeys", needs: .auditRead, self.publicKeys),
            AdminRoute(.get, "/api/v1/audit/verify", "verifyAudit", needs: .auditRead, self.verify),
            AdminRoute(.get, "/api/v1/audit/{id}", "getAuditRecord", needs: .auditRead, self.show),
            AdminRoute(.get, "/api/v1/tenants/{slug}/audit", "listTenantAudit", needs: .auditRead, self.listOfTenant),
            AdminRoute(.get, "/api/v1/tenants/{slug}/audit/export", "exportTenantAudit", needs: .auditRead) {
                try await self.export($0, tenant: try $0.slug())
            }
            .answering(with: "application/x-ndjson"),
            AdminRoute(.get, "/api/v1/tenants/{slug}/audit/{id}", "getTenantAuditRecord", needs: .auditRead) {
                try await self.show($0, tenant: try $0.slug())
            },
        ]
    }

    /// Of all, or of one tenant, be it gone.
    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: Self.searchNames + ["tenant"])
        let search = try Self.search(query)
        let name = query.given("tenant")
        if let name, Slug(parsing: name) == nil, TenantID(parsing: name) == nil {
            let detail = "it is a tenant's slug, or its identity: ten_ and 26 characters"
            throw QueryParameters.invalid("tenant", code: "wrong_value", detail)
        }
        let page =
            if let name {
                try await self.audit.list(ofTenant: name, search, for: request.sender)
            } else {
                try await self.audit.list(tenant: nil, search, for: request.sender)
            }
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/audit", query: query)
    }

    private func export(_ request: AuthenticatedRequest) async throws -> Response {
        try await self.export(request, tenant: nil)
    }

    private func publicKeys(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: [])
        return try ListPage(self.audit.publicKeys).response(path: "/api/v1/audit/public-key", query: query)
    }

    private func verify(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["after", "limit", "tenant"])
        let page = try await self.audit.verify(
            tenant: try query.slug("tenant"),
            limit: try query.integer("limit", in: Self.checkLimits, default: Self.pageLimit),
            after: query["after"],
            for: request.sender
        )
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/audit/verify", query: query)
    }

    private func show(_ request: AuthenticatedRequest) async throws -> Response {
        try await self.show(request, tenant: nil)
    }

    private func listOfTenant(_ request: AuthenticatedRequest) async throws -> Response {
        let slug = try request.slug()
        let query = try request.query(allowing: Self.searchNames)
        let page = try await self.audit.list(tenant: slug, try Self.search(query), for: request.sender)
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/tenants/\(slug)/audit", query: query)
    }

    private static let searchNames = ["action", "actor", "after", "limit", "since", "subject", "until"]

    private static func search(_ query: QueryParameters) throws(Problem) -> AuditSearch {
        AuditSearch(
            limit: try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit),
            after: query["after"],
            actor: query["actor"],
            action: query["action"],
            subject: query["subject"],
            since: try Self.moment("since", in: query),
            until: try Self.moment("until", in: query)
        )
    }

    private func show(_ request: AuthenticatedRequest, tenant: String?) async throws -> Response {
        _ = try request.query(allowing: [])
        guard let record = try await self.audit.show(request.id, tenant: tenant, for: request.sender) else {
            throw Problem(.notFound, "There is no such audit record.", fix: "Its id is `aud_` and 26 characters.")
        }
        return try JSONAnswer.response(record)
    }

    private func export(_ request: AuthenticatedRequest, tenant: String?) async throws -> Response {
        _ = try request.query(allowing: [])
        let export = try await self.audit.export(tenant: tenant, for: request.sender)
        let body = ResponseBody { writer in
            for try await lines in export { try await writer.write(ByteBuffer(bytes: lines)) }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/x-ndjson"], body: body)
    }

    /// A moment in RFC 3339, with a fraction or without.
    private static func moment(_ name: String, in query: QueryParameters) throws(Problem) -> Moment? {
        guard let text = query[name] else { return nil }
        for hasFraction in [false, true] {
            if let date = try? Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction).parse(text) {
                return Moment(date)
            }
        }
        throw QueryParameters.invalid(
            name,
            code: "wrong_value",
            "it is a time in RFC 3339, such as 2026-11-22T09:30:00Z"
        )
    }
}
