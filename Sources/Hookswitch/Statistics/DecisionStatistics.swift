/// What became of calls over time. Buckets without calls are left out.
public struct DecisionStatistics: Codable, Hashable, Sendable {
    /// How long each bucket is.
    public let interval: StatisticsInterval
    /// Where the first bucket begins, RFC 3339.
    public let since: String
    /// Where the last bucket ends, RFC 3339.
    public let until: String
    /// What ``StatisticsPoint/group`` is; `nil` if nothing was grouped.
    public let groupBy: StatisticsGrouping?
    /// The buckets, oldest first; within one, by group.
    public let data: [StatisticsPoint]

    enum CodingKeys: String, CodingKey {
        case interval, since, until, data
        case groupBy = "group_by"
    }
}
