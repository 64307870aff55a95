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

    /// What lies in the spool of the server that was asked.
    public struct Spool: Codable, Hashable, Sendable {
        /// How many decisions are on their way to the database.
        public var unshippedCount = 0
        /// How many are in the database already, and in files that go within minutes.
        public var shippedCount = 0
        /// How many lie in `corrupt/`, because they could not be shipped.
        public var setAsideCount = 0
        /// How many files in `corrupt/` cannot be read to their end: whose decisions they hold nobody can say.
        public var unreadableFileCount = 0

        enum CodingKeys: String, CodingKey {
            case unshippedCount = "unshipped_count"
            case shippedCount = "shipped_count"
            case setAsideCount = "set_aside_count"
            case unreadableFileCount = "unreadable_file_count"
        }
    }

    /// The tenant's slug.
    public let tenant: String
    /// The number with most digits hidden.
    public let caller: String
    /// The decisions in the database.
    public let decisions: Decisions
    /// What lies in this server's spool; `nil` if it cannot be read. Others' spools are seen by those servers alone.
    public let spool: Spool?
    /// Whether this server remembers what the CRM said of the caller.
    public let isRemembered: Bool

    enum CodingKeys: String, CodingKey {
        case tenant, caller, decisions, spool
        case isRemembered = "remembered"
    }
}
