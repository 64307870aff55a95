public import Logging
import Synchronization

/// A Postgres server of our own, for `hookswitch dev` and for tests: reached through a socket of the Unix domain and no
/// other way, by whoever may enter its directory.
///
/// As root it runs under another account. It outlives a process of ours that is killed, and the next one that asks for
/// the same directory finds and uses it.
public final class PrivateServer: Sendable {
    /// How a server stops.
    public enum StopMode: String, Sendable {
        /// Transactions are rolled back and connections are closed, then a checkpoint is written.
        case fast
        /// As though it had crashed: the next start recovers.
        case immediate
    }

    /// The superuser that ``url(database:)`` logs in as.
    static let userName = "postgres"
    /// The port is only a part of the socket's name.
    static let port = "5432"

    let layout: ServerLayout
    let account: ServerAccount
    let configuration: PrivateServerConfiguration
    let logger: Logger
    private let hasStarted = Mutex(false)

    /// Prepares the directories; ``start()`` does the rest.
    ///
    /// - Parameter directory: Where all of the server's files go, unless its account cannot reach it; see ``directory``.
    /// - Throws: ``PostgresError/Kind/privateServer`` with what to mend.
    public init(
        directory: String,
        configuration: PrivateServerConfiguration = PrivateServerConfiguration(),
        logger: Logger
    ) async throws(PostgresError) {
        (self.layout, self.account) = try await DedicatedThread.run {
            () throws(PostgresError) -> (ServerLayout, ServerAccount) in
            let account = try ServerAccount.find()
            return (try ServerLayout.make(directory, for: account), account)
        }
        self.configuration = configuration
        self.logger = logger
    }

    /// Where the files are.
    public var directory: String { self.layout.root }

    /// Whether the files are not where they were asked for, because the server's account cannot go there.
    public var isElsewhere: Bool { self.layout.isElsewhere }

    /// The server's log.
    public var logFile: String { self.layout.log }

    /// The directory of the server's socket.
    public var socketDirectory: String { self.layout.socketDirectory }

    /// Whether ``start()`` started the server, and did not find it running.
    public var wasStartedHere: Bool { self.hasStarted.withLock { $0 } }

    /// How to reach a database of the server, as its superuser.
    public func url(database: String = "postgres") -> DatabaseURL {
        DatabaseURL(options: [
            DatabaseURL.Option(keyword: "host", value: self.layout.socketDirectory, isSecret: false),
            DatabaseURL.Option(keyword: "port", value: Self.port, isSecret: false),
            DatabaseURL.Option(keyword: "user", value: Self.userName, isSecret: false),
            DatabaseURL.Option(keyword: "dbname", value: database, isSecret: false),
        ])
    }

    /// Makes the cluster if there is none, and starts the server unless it runs. Returns when it takes connections.
    ///
    /// - Throws: ``PostgresError/Kind/privateServer`` with what to mend.
    public func start() async throws(PostgresError) {
        try await DedicatedThread.run { () throws(PostgresError) in
            if try self.startBlocking() { self.hasStarted.withLock { $0 = true } }
        }
    }

    /// Stops the server, whoever started it; does nothing if it does not run.
    ///
    /// - Throws: ``PostgresError/Kind/privateServer`` if it does not stop within half a minute.
    public func stop(_ mode: StopMode = .fast) async throws(PostgresError) {
        try await DedicatedThread.run { () throws(PostgresError) in
            try self.stopBlocking(mode)
            self.hasStarted.withLock { $0 = false }
        }
    }
}
