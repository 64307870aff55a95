/// The limits of a ``ConnectionPool``.
public struct PoolConfiguration: Sendable {
    /// How many connections, and threads, there are at most. 8 keeps a small server's 100 free for others.
    public var maximumConnectionCount = 8
    /// How many tasks may wait for a connection; the next is refused at once. More could not be served in time.
    public var maximumWaiterCount = 1_024
    /// The longest wait for a connection to become free. 2 s is what an administrator's page can take. While one is being
    /// opened the wait lasts until every host of the URL had its time, so that a silent one keeps nobody from the next.
    public var leaseTimeout: Duration = .seconds(2)
    /// The longest time for each host to answer and let us in, after its name was looked up. `connect_timeout` in the
    /// URL, in seconds, stands in its place.
    public var connectTimeout: Duration = .seconds(2)
    /// The longest time for one statement.
    public var statementTimeout: Duration = .seconds(5)
    /// A connection that nobody wanted for so long is closed.
    public var idleTimeout: Duration = .seconds(60)
    /// A connection as old as this is replaced, so that none stays with a server that is no longer the primary.
    public var maximumConnectionAge: Duration = .seconds(300)
    /// How long ``ConnectionPool/shutdown()`` lets connections finish that are lent: a statement's time and more. With
    /// ``ConnectionPool/closingTime`` it makes the ten seconds that the end of a pool takes at most.
    var drainTime: Duration = .seconds(8)
    /// Whether statements are prepared from their second use on. Switch it off where a pooler gives each transaction
    /// another session.
    public var preparesStatements = true
    /// How many statements each connection keeps prepared. Each costs the server some 10 KB.
    public var maximumPreparedStatementCount = 128
    /// What `pg_stat_activity` shows unless the URL names something else.
    public var applicationName = "hookswitch"

    /// The defaults; change what you need.
    public init() {}

    var settings: ConnectionSettings {
        ConnectionSettings(
            connectTimeout: self.connectTimeout,
            applicationName: self.applicationName,
            maximumPreparedStatementCount: self.preparesStatements ? self.maximumPreparedStatementCount : 0
        )
    }
}
