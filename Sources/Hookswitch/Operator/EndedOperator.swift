/// An operator who was ended, or would be, and what they leave behind.
public struct EndedOperator: Codable, Hashable, Sendable {
    enum CodingKeys: String, CodingKey {
        case id, tokens
        case invitationCount = "invitation_count"
        case changes
    }

    /// The operator, a UUID.
    public let id: String
    /// How many invitations that they gave, and nobody has used, work no longer.
    public let invitationCount: Int
    /// The tokens that they made for others and that were live, newest first; as they are now, so revoked if that was asked
    /// for. At most ``APITokenService/maximumPageSize`` are shown.
    public let tokens: [APITokenView]
    /// What changed, or would.
    public let changes: [DocumentChange]
}
