import Logging
import Postgres
import Schema

/// The Postgres server that all tests of this process share. It starts with the first test that needs it, and is gone with
/// the process; what a killed process left behind is removed at the next start.
actor TestServer {
    /// The server.
    static let shared = TestServer()
    /// The database with all migrations, of which each test gets a copy.
    static let templateName = "hookswitch_template"

    private var starting: Task<PrivateServer, any Error>?
    private var databaseCount = 0

    /// The running server, with its template.
    func server() async throws -> PrivateServer {
        if let starting = self.starting { return try await starting.value }
        let starting = Task { try await Self.start() }
        self.starting = starting
        return try await starting.value
    }

    /// A name that no other test has.
    func nextDatabaseName() -> String {
        self.databaseCount += 1
        return "test_\(self.databaseCount)"
    }

    private static func start() async throws -> PrivateServer {
        let logger = Logger(label: "test server") { _ in SwiftLogNoOpLogHandler() }
        var configuration = PrivateServerConfiguration()
        // Every test has a pool of its own, and tests run side by side.
        configuration.maximumConnectionCount = 300
        let server = try await PrivateServer.ephemeral(configuration: configuration, logger: logger)
        try await server.createDatabase(Self.templateName)
        let pool = ConnectionPool(url: server.url(database: Self.templateName), logger: logger)
        try await Migrator(pool: pool).up()
        // A database that somebody is connected to cannot be copied.
        await pool.shutdown()
        return server
    }
}
