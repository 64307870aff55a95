/// An operator as others see them: the admin API's and the command line's.
public struct OperatorDetails: Codable, Hashable, Sendable {
    enum CodingKeys: String, CodingKey {
        case id, name, role, tenants, tags, issuer, subject, version
        case isRoleClaimed = "role_from_claim"
        case madeBy = "made_by"
        case createdAt = "created_at"
        case signedInAt = "signed_in_at"
        case invitationExpiresAt = "invitation_expires_at"
    }

    /// The identity here, a UUID.
    public let id: String
    /// Whom the audit names.
    public let name: String
    /// What they may do.
    public let role: OperatorRole
    /// Whether the issuer's claim decides the role, anew at each sign-in.
    public let isRoleClaimed: Bool
    /// The slugs of the tenants to which they are restricted, by name and by tag, sorted; `nil` is all tenants.
    public let tenants: [String]?
    /// The tags by which they are restricted; `nil` is by none.
    public let tags: [String]?
    /// Who says who they are; `nil` until the invitation is used.
    public let issuer: String?
    /// Whom the issuer means.
    public let subject: String?
    /// The operator who made them, a UUID; `nil` of whom a token or the issuer's claim made.
    public let madeBy: String?
    /// Raised by every change of what is kept of them; `If-Match` takes it.
    public let version: Int32
    /// When they were made, RFC 3339.
    public let createdAt: String
    /// When they signed in last, RFC 3339; `nil` is not yet.
    public let signedInAt: String?
    /// Until when the invitation can be used, RFC 3339; `nil` if there is none.
    public let invitationExpiresAt: String?
}
