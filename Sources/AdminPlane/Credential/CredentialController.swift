import HTTPTypes
import Hookswitch
import Hummingbird

/// What Hookswitch shows to Microsoft: listed and replaced, never given back.
struct CredentialController: Sendable {
    /// How many credentials a page may have.
    static let pageLimits = 1...CredentialService.maximumPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50

    let credentials: CredentialService
    let bodies: RequestBodyReader

    var routes: [AdminRoute] {
        let path = "/api/v1/tenants/{slug}/credentials"
        return [
            AdminRoute(.get, path, "listTenantCredentials", needs: .credentialsRead, self.listOfTenant),
            AdminRoute(.put, path, "replaceCredential", needs: .credentialsWrite, self.replace),
            AdminRoute(.get, "/api/v1/credentials", "listCredentials", needs: .credentialsRead, self.list),
        ]
    }

    private func listOfTenant(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["after", "limit"])
        let slug = try request.slug()
        let page = try await self.credentials.list(
            of: slug,
            limit: try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit),
            after: query["after"],
            for: request.sender
        )
        return try ListPage(page.data, next: page.next)
            .response(path: "/api/v1/tenants/\(slug)/credentials", query: query)
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["after", "expires_before", "limit", "state"])
        let page = try await self.credentials.list(
            try query.choice("state", of: CredentialView.State.self) ?? .active,
            expiresBefore: try query.moment("expires_before"),
            limit: try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit),
            after: query["after"],
            for: request.sender
        )
        return try ListPage(page.data, next: page.next).response(path: "/api/v1/credentials", query: query)
    }

    private func replace(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let slug = try request.slug()
        let condition = try request.versionCondition()
        let order = try CredentialRequest(
            try await self.bodies.read([String: JSONValue].self, from: request.request)
        )
        let applied = try await self.credentials.replace(
            of: slug,
            with: order.secret,
            expiresAt: order.expiresAt,
            if: condition,
            by: request.sender,
            dryRun: isDryRun
        )
        return try Answer(applied, dryRun: isDryRun).response
    }
}
