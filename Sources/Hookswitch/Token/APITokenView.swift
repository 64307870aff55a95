/// A token as the admin API and the command line show it: all but its value.
public struct APITokenView: Codable, Hashable, Sendable {
    enum CodingKeys: String, CodingKey {
        case id, name, role, tenants, tags, hint
        case operatorID = "operator_id"
        case madeBy = "made_by"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
        case lastUsedAt = "last_used_at"
        case revokedAt = "revoked_at"
    }

    /// The identity, a UUID.
    public let id: String
    /// Whom the audit names.
    public let name: String
    /// What it may do.
    public let role: OperatorRole
    /// The slugs of the tenants to which it is restricted, by name and by tag, sorted; `nil` is all tenants.
    public let tenants: [String]?
    /// The tags by which it is restricted; `nil` is by none.
    public let tags: [String]?
    /// The operator who got it by signing in, a UUID; `nil` of others.
    public let operatorID: String?
    /// The operator who made it, a UUID; `nil` of what a token, a sign-in or the database's own password made.
    public let madeBy: String?
    /// The value's last characters, to tell two tokens apart; `nil` of tokens from before hints were kept.
    public let hint: String?
    /// When it was made, RFC 3339.
    public let createdAt: String
    /// When it stops working, RFC 3339; `nil` is never.
    public let expiresAt: String?
    /// When it was last used, RFC 3339, to within some minutes; `nil` is not yet.
    public let lastUsedAt: String?
    /// When it was revoked, RFC 3339; `nil` if it was not.
    public let revokedAt: String?
}
