import Foundation

@testable import Hookswitch

extension APITokenService {
    /// Makes a token as signing in does.
    func create(
        for operatorID: UUID,
        name: String,
        role: OperatorRole,
        expiresAt: Date,
        from origin: AuditOrigin
    ) async throws -> CreatedAPIToken {
        let created = try await self.database.inFleet { transaction in
            try await self.create(
                for: operatorID,
                name: name,
                role: role,
                expiresAt: expiresAt,
                from: origin,
                in: transaction
            )
        }
        self.learn(created)
        return created
    }
}
