import Foundation
import Hookswitch
import Hummingbird

/// Who asks, and how the installation is.
struct SystemController: Sendable {
    let examine: @Sendable () async -> [DoctorCheck]

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/api/v1/me", "getMe", self.me),
            AdminRoute(.get, "/api/v1/system/checks", "listSystemChecks", self.checks),
        ]
    }

    /// Who asks.
    struct OperatorView: Encodable {
        enum CodingKeys: String, CodingKey {
            case tokenID = "token_id"
            case name, role
        }

        let tokenID: String
        let name: String
        let role: OperatorRole
    }

    /// What the examination found.
    struct ChecksAnswer: Encodable {
        let data: [DoctorCheck]
    }

    private func me(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        let view = OperatorView(
            tokenID: request.sender.tokenID.uuidString.lowercased(),
            name: request.sender.name,
            role: request.sender.role
        )
        return try JSONAnswer.response(view)
    }

    private func checks(_ request: AuthenticatedRequest) async throws -> Response {
        _ = try request.query(allowing: [])
        return try JSONAnswer.response(ChecksAnswer(data: await self.examine()))
    }
}
