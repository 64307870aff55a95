import Hookswitch
import Hummingbird

/// How the installation is.
struct SystemController: Sendable {
    let examine: @Sendable () async -> [DoctorCheck]

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/system/checks", "listSystemChecks", needs: .systemRead, self.checks)
        ]
    }

    /// What the examination found.
    struct ChecksAnswer: Encodable {
        let data: [DoctorCheck]
    }

    private func checks(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        return try JSONAnswer.response(ChecksAnswer(data: await self.examine()))
    }
}
