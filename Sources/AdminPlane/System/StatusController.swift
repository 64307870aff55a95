import Hookswitch
import Hummingbird

/// How the installation is, in a few numbers.
struct StatusController: Sendable {
    let status: StatusService

    var routes: [AdminRoute] {
        [AdminRoute(.get, "/api/v1/system/status", "getStatus", needs: .systemRead, self.show)]
    }

    private func show(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        return try JSONAnswer.response(try await self.status.status(for: request.sender))
    }
}
