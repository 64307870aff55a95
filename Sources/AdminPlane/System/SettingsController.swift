import Hookswitch
import Hummingbird

/// What server answers, and how it is set.
struct SettingsController: Sendable {
    let system: SystemService

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/system", "getSystem", needs: .systemRead, self.facts),
            // Names of hosts and files help whoever looks for a way in, so they are for those who run the server, and
            // that is who works in all tenants.
            AdminRoute(.get, "/api/v1/system/config", "listSettings", needs: .systemWrite, self.settings),
        ]
    }

    private func facts(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        return try JSONAnswer.response(try await self.system.facts(for: request.sender))
    }

    private func settings(_ request: AuthenticatedRequest) async throws -> Response {
        let query = try request.query(allowing: [])
        return try ListPage(self.system.settings(for: request.sender)).response(
            path: "/api/v1/system/config",
            query: query
        )
    }
}
