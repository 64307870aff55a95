/// How the installation is, in a few numbers.
public struct ServerStatus: Codable, Hashable, Sendable {
    /// How many tenants there are.
    public struct Tenants: Codable, Hashable, Sendable {
        /// Whose calls are routed.
        public let active: Int
        /// Whose calls take their default route.
        public let suspended: Int
    }

    /// Calls of all tenants and all servers.
    public struct Calls: Codable, Hashable, Sendable {
        /// Since midnight, UTC.
        public let today: Int64
        /// Each minute, over the last five.
        public let perMinute: Double
        /// In the last hour; what follows is of that hour.
        public let lastHour: Int64
        /// How many ended in each class.
        public let classes: [String: Int64]
        /// Half of them took no longer, in milliseconds; `nil` without calls.
        public let p50Milliseconds: Double?
        /// 95 of 100 took no longer.
        public let p95Milliseconds: Double?
        /// 99 of 100 took no longer.
        public let p99Milliseconds: Double?

        enum CodingKeys: String, CodingKey {
            case today, classes
            case perMinute = "per_minute"
            case lastHour = "last_hour"
            case p50Milliseconds = "p50_ms"
            case p95Milliseconds = "p95_ms"
            case p99Milliseconds = "p99_ms"
        }
    }

    /// The version of the server that answered.
    public let version: String
    /// Since when it runs, RFC 3339.
    public let upSince: String
    /// The tenants.
    public let tenants: Tenants
    /// The calls.
    public let calls: Calls
    /// The age of its oldest decision that is not in Postgres, in seconds; 0 if all are.
    public let unshippedSeconds: Int64
    /// What wants somebody's attention, worst first; empty is good.
    public let attention: [AttentionItem]

    enum CodingKeys: String, CodingKey {
        case version, tenants, calls, attention
        case upSince = "up_since"
        case unshippedSeconds = "unshipped_seconds"
    }
}
