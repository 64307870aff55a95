/// How a tenant is.
public struct TenantHealth: Codable, Hashable, Sendable {
    /// How the calls of a stretch of time ended.
    public struct Calls: Codable, Hashable, Sendable {
        /// How many were counted.
        public let count: Int64
        /// How many of each class.
        public let classes: [String: Int64]
        /// How many of each outcome that there was.
        public let outcomes: [String: Int64]
    }

    /// The credential, as far as it matters here.
    public struct Credential: Codable, Hashable, Sendable {
        /// Tells whether two secrets are the same.
        public let fingerprint: String
        /// When Entra stops accepting it, RFC 3339; `nil` if unknown.
        public let expiresAt: String?
        /// Whether that has come.
        public let isExpired: Bool

        enum CodingKeys: String, CodingKey {
            case fingerprint
            case expiresAt = "expires_at"
            case isExpired = "expired"
        }
    }

    /// What the server that answers lets through to the CRM.
    public enum Breaker: String, CaseIterable, Codable, Hashable, Sendable {
        /// Everything.
        case closed
        /// Nothing, until it is time for a probe.
        case open
        /// The next lookup, as a probe.
        case halfOpen = "half_open"
        /// Nothing, because Microsoft asked to be left alone.
        case throttled
        /// Nothing, for there is no secret that could be used.
        case noCredential = "no_credential"
        /// This server does not serve the tenant yet.
        case unknown
    }

    /// The tenant's slug.
    public let slug: String
    /// How it is, in one word.
    public let health: Verdict
    /// `active` or `suspended`.
    public let status: TenantStatus
    /// When the last call of the last 24 hours was, RFC 3339; `nil` if there was none.
    public let lastCallAt: String?
    /// The calls of the last 15 minutes.
    public let last15Minutes: Calls
    /// The calls of the last 24 hours.
    public let last24Hours: Calls
    /// Whether there were more calls than are counted; then the newest are.
    public let isPartial: Bool
    /// What is shown to Microsoft; `nil` if there is none.
    public let credential: Credential?
    /// What this server lets through to the CRM.
    public let breaker: Breaker

    enum CodingKeys: String, CodingKey {
        case slug, health, status, credential, breaker
        case lastCallAt = "last_call_at"
        case last15Minutes = "last_15_minutes"
        case last24Hours = "last_24_hours"
        case isPartial = "partial"
    }
}
