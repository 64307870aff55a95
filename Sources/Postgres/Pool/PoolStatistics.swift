/// How a ``ConnectionPool`` stands at one moment.
public struct PoolStatistics: Hashable, Sendable {
    /// All connections: opening, idle, leased and closing.
    public let open: Int
    /// Connections that wait for work.
    public let idle: Int
    /// Connections in someone's hands.
    public let leased: Int
    /// Tasks that wait for a connection.
    public let waiting: Int
}
