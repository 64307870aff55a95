/// How a connection is opened and used.
struct ConnectionSettings: Sendable {
    /// The longest time for each host to answer and let us in, unless the URL sets one.
    let connectTimeout: Duration
    /// What `pg_stat_activity` shows unless the URL names something else.
    let applicationName: String
    /// How many statements a connection keeps prepared; zero where a transaction pooler stands between.
    let maximumPreparedStatementCount: Int
}
