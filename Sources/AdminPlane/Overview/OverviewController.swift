import HTTPTypes
import Hookswitch
import Hummingbird

/// Sides of a tenant, to be read: what its document says of calls, how far it is brought on, how it is.
struct OverviewController: Sendable {
    let overviews: OverviewService

    var routes: [AdminRoute] {
        let tenant = "/api/v1/tenants/{slug}"
        return [
            AdminRoute(.get, tenant + "/pools", "listPools", needs: .tenantsRead, self.pools),
            AdminRoute(.get, tenant + "/queues", "listQueues", needs: .tenantsRead, self.queues),
            AdminRoute(.get, tenant + "/checklist", "getChecklist", needs: .tenantsRead, self.checklist),
            AdminRoute(.get, tenant + "/health", "getTenantHealth", needs: .tenantsRead, self.health),
        ]
    }

    private func pools(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: [])
        let slug = try request.slug()
        let pools = try await self.overviews.pools(of: slug, for: request.sender)
        return try ListPage(pools).response(path: "/api/v1/tenants/\(slug)/pools", query: query)
    }

    private func queues(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: [])
        let slug = try request.slug()
        let queues = try await self.overviews.queues(of: slug, for: request.sender)
        return try ListPage(queues).response(path: "/api/v1/tenants/\(slug)/queues", query: query)
    }

    private func checklist(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let slug = try request.slug()
        return try JSONAnswer.response(try await self.overviews.checklist(of: slug, for: request.sender))
    }

    private func health(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let slug = try request.slug()
        return try JSONAnswer.response(try await self.overviews.health(of: slug, for: request.sender))
    }
}
