/// How long a bucket of the statistics is.
public enum StatisticsInterval: String, CaseIterable, Codable, Hashable, Sendable {
    /// Five minutes: an incident.
    case fiveMinutes = "5m"
    /// An hour: a day.
    case hour = "1h"
    /// A day of UTC: a month.
    case day = "1d"

    /// Its length in seconds; each divides a day, so that buckets begin where people expect them.
    var seconds: Int64 {
        switch self {
        case .fiveMinutes: 300
        case .hour: 3600
        case .day: 86_400
        }
    }

    /// How many buckets are told where nobody says how many: an hour, a day, a month.
    var defaultBucketCount: Int64 {
        switch self {
        case .fiveMinutes: 12
        case .hour: 24
        case .day: 31
        }
    }
}
