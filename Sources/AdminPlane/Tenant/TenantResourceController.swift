import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird

/// One tenant as a resource: changed in part, put under another program's name of it, and deleted while it is a draft.
struct TenantResourceController: Sendable {
    let tenants: TenantService
    let bodies: RequestBodyReader

    var routes: [AdminRoute] {
        [
            AdminRoute(.patch, "/api/v1/tenants/{slug}", "changeTenant", needs: .tenantsWrite, self.change),
            AdminRoute(.delete, "/api/v1/tenants/{slug}", "deleteTenant", needs: .tenantsWrite, self.delete),
            AdminRoute(
                .put,
                "/api/v1/tenants/by-external-id/{id}",
                "putTenantByExternalID",
                needs: .tenantsWrite,
                self.put
            ),
        ]
    }

    private func change(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let slug = try request.slug()
        let condition = try request.versionCondition()
        let body = try await self.bodies.read(
            [String: JSONValue].self,
            as: "application/merge-patch+json",
            from: request.request
        )
        let applied = try await self.tenants.patch(
            slug,
            with: try TenantPatchRequest(body).patch(),
            if: condition,
            by: request.sender,
            dryRun: isDryRun
        )
        return try Answer(tenant: applied, dryRun: isDryRun).response
    }

    private func delete(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let slug = try request.slug()
        let condition = try request.versionCondition()
        try await self.bodies.readNothing(from: request.request)
        let changes = try await self.tenants.delete(slug, if: condition, by: request.sender, dryRun: isDryRun)
        guard isDryRun else { return Response(status: .noContent) }
        return try JSONAnswer.response(ChangePlan(changes: changes))
    }

    private func put(_ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        guard let id = ExternalID(parsing: request.id),
            try await self.tenants.mayPut(under: id, by: request.sender)
        else { throw Problem.noTenant }
        let condition = try request.putCondition()
        let body = try await self.bodies.read([String: JSONValue].self, from: request.request)
        let text = String(decoding: try JSONAnswer.encoder().encode(body), as: UTF8.self)
        let applied = try await self.tenants.put(
            try self.tenants.read(text, of: id),
            under: id,
            if: condition,
            by: request.sender,
            dryRun: isDryRun
        )
        guard applied.change == .created, !isDryRun else { return try Answer(applied, dryRun: isDryRun).response }
        var headers: HTTPFields = [.location: "/api/v1/tenants/\(applied.slug)"]
        headers[.eTag] = applied.tenant.map { EntityTag.of($0.version) }
        return try JSONAnswer.response(applied, status: .created, headers: headers)
    }
}
