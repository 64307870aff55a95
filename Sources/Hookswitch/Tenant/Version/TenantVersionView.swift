/// A version of a tenant's document as it is listed.
public struct TenantVersionView: Codable, Hashable, Sendable {
    /// The version, from 1.
    public let version: Int32
    /// When it was made, RFC 3339.
    public let createdAt: String
    /// Who made it; `nil` if that was not written down.
    public let actor: String?
    /// Whether it is the one in use.
    public let isCurrent: Bool

    enum CodingKeys: String, CodingKey {
        case version, actor
        case createdAt = "created_at"
        case isCurrent = "current"
    }
}
