import Foundation
import Postgres

/// A console login as the admin API and the command line show it: all but its secret.
public struct SessionView: Codable, Hashable, Sendable {
    enum CodingKeys: String, CodingKey {
        case id, name, source
        case operatorID = "operator_id"
        case isCurrent = "current"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
    }

    /// The identity, a UUID.
    public let id: String
    /// Whose it is, a UUID.
    public let operatorID: String
    /// What they are called.
    public let name: String
    /// The address that signed in, perhaps a proxy's.
    public let source: String?
    /// Whether it is the session that asks.
    public let isCurrent: Bool
    /// When it was opened, RFC 3339.
    public let createdAt: String
    /// When it stops working, RFC 3339.
    public let expiresAt: String

    init(_ row: Row, isCurrent actor: Operator) throws {
        let id = try row.decode("operator_session_id", as: UUID.self)
        self.id = id.uuidString.lowercased()
        self.operatorID = try row.decode("operator_id", as: UUID.self).uuidString.lowercased()
        self.name = try row.decode("name", as: String.self)
        self.source = try row.decode("source", as: String?.self)
        self.isCurrent = actor.proof == .session && actor.tokenID == id
        self.createdAt = try row.decode("created_at", as: Date.self).rfc3339
        self.expiresAt = try row.decode("expires_at", as: Date.self).rfc3339
    }
}
