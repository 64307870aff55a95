/// A restart of a tenant's chain as the admin API and the command line show it.
public struct SegmentRestartView: Codable, Hashable, Sendable {
    /// The tenant's slug.
    public let tenant: String
    /// The number that the first segment behind it has.
    public let segment: Int64
    /// The segment, or an earlier restart, that is not as it was, or is gone.
    public let brokenSegment: Int64
    /// When, RFC 3339.
    public let restartedAt: String
    /// Why.
    public let reason: String
    /// Its hash, 64 hexadecimal digits, on which the first segment behind it stands.
    public let hash: String
    /// The name of the key that signed it.
    public let keyID: String

    enum CodingKeys: String, CodingKey {
        case tenant, segment, reason, hash
        case brokenSegment = "broken_segment"
        case restartedAt = "restarted_at"
        case keyID = "key_id"
    }
}
