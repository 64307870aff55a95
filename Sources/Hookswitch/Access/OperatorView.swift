import Foundation

/// An operator as they see themselves.
public struct OperatorView: Codable, Hashable, Sendable {
    enum CodingKeys: String, CodingKey {
        case tokenID = "token_id"
        case sessionID = "session_id"
        case operatorID = "operator_id"
        case csrfToken = "csrf_token"
        case name, role, permissions, tenants, tags
        case expiresAt = "expires_at"
    }

    /// The token's identity, a UUID; `nil` of a session.
    public let tokenID: String?
    /// The session's identity, a UUID; `nil` of a token.
    public let sessionID: String?
    /// The operator who signed in, a UUID; `nil` of tokens that nobody signed in for.
    public let operatorID: String?
    /// What a session's writes must carry as `X-CSRF-Token`; `nil` of a token.
    public let csrfToken: String?
    /// The token's or the operator's name: who the audit says it was.
    public let name: String
    /// What the operator is there for.
    public let role: OperatorRole
    /// What the operator may do.
    public let permissions: [Permission]
    /// The slugs of the tenants in which they work now, by name and by tag, sorted; `nil` is all tenants.
    public let tenants: [String]?
    /// The tags by which they are restricted, sorted; `nil` is by none.
    public let tags: [String]?
    /// When the token or the session stops working, RFC 3339; `nil` is never.
    public let expiresAt: String?

    /// Shows an operator.
    ///
    /// - Parameter csrfToken: Of a session, what its writes must carry.
    public init(_ actor: Operator, csrfToken: String? = nil) {
        let id = actor.tokenID.uuidString.lowercased()
        self.tokenID = actor.proof == .token ? id : nil
        self.sessionID = actor.proof == .session ? id : nil
        self.operatorID = actor.operatorID?.uuidString.lowercased()
        self.csrfToken = csrfToken
        self.name = actor.name
        self.role = actor.role
        self.permissions = Permission.allCases.filter(actor.may)
        self.tenants = actor.reach.slugs
        self.tags = actor.restriction.tags?.sorted()
        self.expiresAt = actor.expiresAt?.rfc3339
    }
}
