/// How much an import may be. Each bound is far above what a fleet of hundreds of tenants needs.
public enum ImportLimits {
    /// Bytes of one file: ten thousand common tenants.
    public static let maximumSize = 10 * 1024 * 1024
    /// Rows of one file. To plan a row takes some milliseconds, and nobody waits longer than a minute for a plan.
    public static let maximumRowCount = 10_000
    /// Bytes of one row: as much as one document may have over the admin API.
    public static let maximumRowSize = 1024 * 1024
    /// How long a plan is kept, and a secret in it at the longest: time to look at it, to ask somebody, and to go on tomorrow
    /// with what was cut off today.
    public static let keepingHours = 24
    /// How many plans of one token are kept; the oldest goes when another is made. A token that plans in a loop fills no disk.
    public static let maximumPlanCount = 20
    /// How many rows are planned at once, and applied if nobody says otherwise: each takes a connection of Postgres, of which
    /// others need some too.
    public static let concurrentRowCount = 4
    /// How many rows at once an apply may be asked for. Of the ten connections that a server has by default eight are one import's
    /// then, for the moment of each row, and two are left for shipping decisions and for whoever else asks.
    public static let concurrentRowCounts = 1...8
    /// How many stale rows a refusal names; one is enough to plan anew.
    static let maximumNamedCount = 50
}
