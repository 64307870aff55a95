/// A planned import as it is shown: what it would do, and how far it is.
public struct ImportView: Codable, Hashable, Sendable {
    enum CodingKeys: String, CodingKey {
        case id, format, actions, statuses
        case rowCount = "row_count"
        case createdBy = "created_by"
        case createdAt = "created_at"
        case expiresAt = "expires_at"
    }

    /// How many rows would do what.
    public struct Actions: Codable, Hashable, Sendable {
        /// Rows that make a tenant.
        public var create = 0
        /// Rows that change one.
        public var change = 0
        /// Rows that are so already.
        public var same = 0
        /// Rows that were refused.
        public var invalid = 0
    }

    /// How many rows are how far.
    public struct Statuses: Codable, Hashable, Sendable {
        /// Rows to be applied.
        public var pending = 0
        /// Rows that were applied.
        public var applied = 0
        /// Rows that could not be applied.
        public var failed = 0
        /// Rows with nothing to apply.
        public var unchanged = 0
        /// Rows that were refused.
        public var refused = 0
    }

    /// The name, `imp_…`.
    public let id: String
    /// How the file was written.
    public let format: ImportFormat
    /// How many rows it had.
    public let rowCount: Int
    /// What they would do.
    public let actions: Actions
    /// How far they are.
    public let statuses: Statuses
    /// Who planned it.
    public let createdBy: String
    /// When it was planned, RFC 3339.
    public let createdAt: String
    /// When the plan is over, and a secret in it gone, RFC 3339.
    public let expiresAt: String
}
