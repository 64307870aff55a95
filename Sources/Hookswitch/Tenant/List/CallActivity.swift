/// How many calls a tenant had, and the last of them.
public struct CallActivity: Codable, Hashable, Sendable {
    /// Calls of the last 24 hours; of a tenant with more than ``maximumCount``, as many.
    public let calls: Int64
    /// How many of these went to a target.
    public let routed: Int64
    /// How many took their default route because something of ours or Microsoft's did not work.
    public let degraded: Int64
    /// Whether there were more calls than were counted. The shares hold all the same, for those that were.
    public let isPartial: Bool
    /// When the last call of the last 31 days was, RFC 3339; `nil` if there was none.
    public let lastCallAt: String?

    /// So many calls of one tenant are counted: a page must not read a day of a million calls.
    static let maximumCount: Int64 = 5000
    /// So many tenants a page has at most whose calls are counted: 10 busy ones are 50,000 rows.
    static let maximumTenantCount = 10

    enum CodingKeys: String, CodingKey {
        case calls = "calls_24h"
        case routed = "routed_24h"
        case degraded = "degraded_24h"
        case isPartial = "partial"
        case lastCallAt = "last_call_at"
    }
}
