import Crypto
import Foundation
import Postgres
import Routing

extension SignInService {
    /// Changes a command line's code for an API token of the operator who signed in. A code is taken once, also by who has
    /// not the proof.
    ///
    /// - Parameters:
    ///   - verifier: What the challenge was made of.
    ///   - origin: From where, for the audit.
    /// - Throws: ``SignInFailure/grant``; a `PostgresError`.
    public func redeem(code: String, verifier: String, from origin: AuditOrigin) async throws -> CreatedAPIToken {
        guard let code = SignInSecret(code), verifier.utf8.count <= 128 else { throw SignInFailure.grant }
        let challenge = Base64URL.encode(SHA256.hash(data: Array(verifier.utf8)))
        let granted = try await self.database.inFleet { transaction in
            try await transaction.query(
                """
                DELETE FROM hookswitch.sign_in_grant AS g USING hookswitch.operator AS o
                WHERE g.digest = \(code.digest) AND o.operator_id = g.operator_id
                RETURNING o.operator_id, o.name, o.role,
                    g.challenge = \(challenge) AND g.expires_at > now() AND o.ended_at IS NULL AS is_good
                """
            )
        }
        guard let row = granted.first, try row.decode("is_good", as: Bool.self),
            let role = OperatorRole(rawValue: try row.decode("role", as: String.self))
        else { throw SignInFailure.grant }
        return try await self.operators.tokens.create(
            for: try row.decode("operator_id", as: UUID.self),
            name: try row.decode("name", as: String.self),
            role: role,
            expiresAt: Date().addingTimeInterval(Self.tokenDuration),
            from: origin
        )
    }
}
