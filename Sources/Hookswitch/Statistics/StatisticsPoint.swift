/// How many calls one bucket had, and how long they took; of one group, if they are grouped.
public struct StatisticsPoint: Codable, Hashable, Sendable {
    /// Where the bucket begins, RFC 3339.
    public let at: String
    /// The outcome, the pool's number or the tenant's slug; `nil` if nothing was grouped, or the text was no number.
    public let group: String?
    /// How many calls were decided.
    public let count: Int64
    /// Half of them took no longer, in milliseconds.
    public let p50Milliseconds: Double
    /// 95 of 100 took no longer.
    public let p95Milliseconds: Double
    /// 99 of 100 took no longer.
    public let p99Milliseconds: Double

    enum CodingKeys: String, CodingKey {
        case at, group, count
        case p50Milliseconds = "p50_ms"
        case p95Milliseconds = "p95_ms"
        case p99Milliseconds = "p99_ms"
    }
}
