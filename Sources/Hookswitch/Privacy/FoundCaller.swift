/// What is kept of one caller of a tenant. It never has the number.
public struct FoundCaller: Codable, Hashable, Sendable {
    /// The decisions in the database.
    public struct Decisions: Codable, Hashable, Sendable {
        /// How many there are.
        public let count: Int64
        /// When the first was made, RFC 3339; `nil` if there is none.
        public let firstAt: String?
        /// When the last was made, RFC 3339; `nil` if there is none.
        public let lastAt: String?

        enum CodingKeys: String, CodingKey {
            case count
            case firstAt = "first_at"
            case lastAt = "last_at"
        }
    }

    /// The tenant's slug.
    public let tenant: String
    /// The number with most digits hidden.
    public let caller: String
    /// The decisions in the database.
    public let decisions: Decisions
    /// How many decisions lie in this server's spool, on their way to the database; `nil` if it cannot be read. Others'
    /// spools are seen by those servers alone.
    public let spooledCount: Int?
    /// Whether this server remembers what the CRM said of the caller.
    public let isRemembered: Bool

    enum CodingKeys: String, CodingKey {
        case tenant, caller, decisions
        case spooledCount = "spooled_count"
        case isRemembered = "remembered"
    }
}
