/// A webhook key as the admin API and the command line show it: without its value.
public struct WebhookKeyView: Codable, Hashable, Sendable {
    /// The identity, `whk_…`.
    public let id: String
    /// `apiKey` or `basic`.
    public let kind: String
    /// Basic's user name.
    public let user: String?
    /// The value's last four characters, to tell two keys apart.
    public let hint: String
    /// When it was made, RFC 3339.
    public let createdAt: String
    /// When it was revoked, RFC 3339; `nil` while it is live.
    public let revokedAt: String?

    enum CodingKeys: String, CodingKey {
        case id, kind, user, hint
        case createdAt = "created_at"
        case revokedAt = "revoked_at"
    }
}
