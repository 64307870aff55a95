import Hookswitch
import Hummingbird

/// Whether a tenant's calls are routed: suspended and resumed.
struct TenantStatusController: Sendable {
    let tenants: TenantService
    let bodies: RequestBodyReader
    let once: IdempotencyGate

    var routes: [AdminRoute] {
        [
            AdminRoute(.post, "/api/v1/tenants/{slug}/suspend", "suspendTenant", needs: .tenantsWrite) { request in
                try await self.set(.suspended, request)
            },
            AdminRoute(.post, "/api/v1/tenants/{slug}/resume", "resumeTenant", needs: .tenantsWrite) { request in
                try await self.set(.active, request)
            },
        ]
    }

    private func set(_ status: TenantStatus, _ request: AuthenticatedRequest) async throws -> Response {
        let isDryRun = try request.query(allowing: ["dry_run"]).flag("dry_run")
        let slug = try request.slug()
        return try await self.once.answer(request, dryRun: isDryRun) { request in
            try await self.bodies.readNothing(from: request.request)
            let applied = try await self.tenants.setStatus(of: slug, to: status, by: request.sender, dryRun: isDryRun)
            return try Answer(applied, dryRun: isDryRun)
        }
    }
}
