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
        // In one transaction, and with the operator held: who ends them sees the code, or the token that it became.
        let created = try await self.database.inFleet { transaction -> CreatedAPIToken? in
            let operators = try await transaction.query(
                """
                SELECT o.operator_id, o.name, o.role FROM hookswitch.operator AS o
                WHERE o.operator_id IN (SELECT g.operator_id FROM hookswitch.sign_in_grant AS g WHERE g.digest = \(code.digest))
                    AND o.ended_at IS NULL
                FOR SHARE OF o
                """
            )
            let granted = try await transaction.query(
                """
                DELETE FROM hookswitch.sign_in_grant AS g WHERE g.digest = \(code.digest)
                RETURNING g.challenge = \(challenge) AND g.expires_at > now() AS is_good
                """
            )
            // The code is taken whoever showed it.
            guard let row = operators.first, let grant = granted.first, try grant.decode("is_good", as: Bool.self),
                let role = OperatorRole(rawValue: try row.decode("role", as: String.self))
            else { return nil }
            return try await self.operators.tokens.create(
                for: try row.decode("operator_id", as: UUID.self),
                name: try row.decode("name", as: String.self),
                role: role,
                expiresAt: Date().addingTimeInterval(Self.tokenDuration),
                from: origin,
                in: transaction
            )
        }
        guard let created else { throw SignInFailure.grant }
        self.operators.tokens.learn(created)
        return created
    }
}
