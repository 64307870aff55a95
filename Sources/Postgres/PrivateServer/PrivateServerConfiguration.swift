/// How a ``PrivateServer`` is set up.
public struct PrivateServerConfiguration: Sendable {
    /// Whether data must survive a crash of the machine.
    public enum Durability: Sendable {
        /// As Postgres does by default.
        case full
        /// Nothing is forced to disk: for tests, whose data nobody wants after a crash.
        case none
    }

    /// Whether data must survive a crash of the machine.
    public var durability: Durability = .full
    /// `max_connections` of the server.
    public var maximumConnectionCount = 100
    /// More lines for the server's configuration file, by name.
    public var settings: [String: String] = [:]
    /// How long the server may take to be ready, recovery after a crash included.
    public var startTimeout: Duration = .seconds(60)

    /// The defaults; change what you need.
    public init() {}
}
