import Foundation

/// An operator as they see themselves.
public struct OperatorView: Codable, Hashable, Sendable {
    enum CodingKeys: String, CodingKey {
        case tokenID = "token_id"
        case name, role, permissions, tenants
        case expiresAt = "expires_at"
    }

    /// The token's identity, a UUID.
    public let tokenID: String
    /// The token's name: who the audit says it was.
    public let name: String
    /// What the operator is there for.
    public let role: OperatorRole
    /// What the operator may do.
    public let permissions: [Permission]
    /// The slugs of the tenants in which they work, sorted; `nil` is all tenants.
    public let tenants: [String]?
    /// When the token stops working, RFC 3339; `nil` is never.
    public let expiresAt: String?

    /// Shows an operator.
    public init(_ actor: Operator) {
        self.tokenID = actor.tokenID.uuidString.lowercased()
        self.name = actor.name
        self.role = actor.role
        self.permissions = Permission.allCases.filter(actor.may)
        self.tenants = actor.reach.slugs
        self.expiresAt = actor.expiresAt?.rfc3339
    }
}
