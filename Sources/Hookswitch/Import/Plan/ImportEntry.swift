/// A planned import in a list of them: what it would do, its page says.
public struct ImportEntry: Codable, Hashable, Sendable {
    /// The name, `imp_…`.
    public let id: String
    /// How the file was written.
    public let format: ImportFormat
    /// How many rows it had.
    public let rowCount: Int
    /// Whether there are rows to be applied.
    public let isPending: Bool
    /// Who planned it.
    public let createdBy: String
    /// When, RFC 3339.
    public let createdAt: String
    /// When the plan is over, RFC 3339.
    public let expiresAt: String

    enum CodingKeys: String, CodingKey {
        case id, format
        case rowCount = "row_count"
        case isPending = "pending"
        case createdBy = "created_by"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
    }
}
