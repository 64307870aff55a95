import HTTPTypes
import Hookswitch
import Hummingbird

/// The versions of a tenant's document: listed, shown, compared and restored.
struct TenantVersionController: Sendable {
    /// How many versions a page may have.
    static let pageLimits = 1...TenantService.maximumPageSize
    /// How many a page has when nothing is said.
    static let pageLimit = 50

    let tenants: TenantService
    let bodies: RequestBodyReader
    let once: IdempotencyGate

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/tenants/{slug}/versions", "listTenantVersions", needs: .tenantsRead, self.list),
            AdminRoute(
                .get,
                "/api/v1/tenants/{slug}/versions/{version}",
                "getTenantVersion",
                needs: .tenantsRead,
                self.show
            ),
            AdminRoute(.get, "/api/v1/tenants/{slug}/diff", "diffTenantVersions", needs: .tenantsRead, self.diff),
            AdminRoute(
                .post,
                "/api/v1/tenants/{slug}/versions/{version}/restore",
                "restoreTenantVersion",
                needs: .tenantsWrite,
                self.restore
            ),
        ]
    }

    private func list(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["after", "limit"])
        let slug = try request.slug()
        let limit = try query.integer("limit", in: Self.pageLimits, default: Self.pageLimit)
        let page = try await self.tenants.versions(
            of: slug,
            limit: limit,
            before: try Self.version("after", in: query),
            for: request.sender
        )
        return try ListPage(page.data, next: page.next.map(String.init))
            .response(path: "/api/v1/tenants/\(slug)/versions", query: query)
    }

    private func show(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let slug = try request.slug()
        let version = try Self.version(in: request)
        let found = try await self.tenants.version(version, of: slug, for: request.sender)
        return try JSONAnswer.response(found, headers: [.eTag: EntityTag.of(found.version)])
    }

    private func diff(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: ["from", "to"])
        let slug = try request.slug()
        let diff = try await self.tenants.diff(
            of: slug,
            from: try Self.version("from", in: query),
            to: try Self.version("to", in: query),
            for: request.sender
        )
        return try JSONAnswer.response(diff)
    }

    private func restore(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let slug = try request.slug()
        let version = try Self.version(in: request)
        let condition = try request.versionCondition()
        return try await self.once.answer(request, dryRun: isDryRun) { request in
            try await self.bodies.readNothing(from: request.request)
            let applied = try await self.tenants.restore(
                slug,
                version: version,
                if: condition,
                by: request.sender,
                dryRun: isDryRun
            )
            return try Answer(applied, dryRun: isDryRun)
        }
    }

    /// The version in the path. What is no number is no version.
    private static func version(in request: AuthenticatedRequest) throws(Problem) -> Int32 {
        let text = request.context.parameters.get("version") ?? ""
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let version = Int32(text) else {
            throw Problem(TenantError.unknownVersion)
        }
        return version
    }

    /// A version in the query; 0 is before the first.
    private static func version(_ name: String, in query: QueryParameters) throws(Problem) -> Int32? {
        guard query[name] != nil else { return nil }
        return Int32(try query.integer(name, in: 0...Int(Int32.max), default: 0))
    }
}
