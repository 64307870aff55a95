import Foundation
import HTTPTypes
import Postgres
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

extension AdminBundle {
    /// Opens a session as signing in does.
    ///
    /// - Returns: The secret of its cookie.
    func openSessionSecret(of operatorID: String) async throws -> String {
        let id = try #require(UUID(uuidString: operatorID))
        let sessions = self.services.sessions
        return try await self.database.inFleet { transaction in
            try await sessions.open(for: id, from: "127.0.0.1", at: Date(), in: transaction).secret.reveal()
        }
    }

    /// Opens a session as signing in does.
    ///
    /// - Returns: The session's id.
    func openSession(of operatorID: String) async throws -> String {
        let secret = try await self.openSessionSecret(of: operatorID)
        let actor = try #require(try await self.services.sessions.authenticate(secret))
        return actor.tokenID.uuidString.lowercased()
    }

    /// Makes an operator who is bound to an identity.
    ///
    /// - Parameter hasSignedIn: Whether they did so once; else they are only named.
    /// - Returns: The operator's id.
    func makeOperator(
        _ name: String,
        role: OperatorRole = .support,
        tenants: [String]? = nil,
        tags: [String]? = nil,
        hasSignedIn: Bool = true
    ) async throws -> String {
        let actor = try #require(try await self.services.tokens.authenticate(Array(self.token.utf8)))
        let identity = OperatorOrder.Identity(issuer: "https://login.example.com", subject: name)
        let order = OperatorOrder(name: name, role: role, tenants: tenants, tags: tags, identity: identity)
        let id = try await self.services.operators.create(order, by: actor).details.id
        guard hasSignedIn else { return id }
        let key = try #require(UUID(uuidString: id))
        try await self.database.inFleet { transaction in
            _ = try await transaction.execute(
                "UPDATE hookswitch.operator SET signed_in_at = now() WHERE operator_id = \(key)"
            )
        }
        return id
    }

    /// The fields with which a browser asks.
    static func browser(_ secret: String, csrfToken: String? = nil) -> HTTPFields {
        var fields: HTTPFields = [.authorization: "", .cookie: "theme=dark; __Host-hookswitch-session=\(secret)"]
        fields[.csrfToken] = csrfToken
        return fields
    }
}
