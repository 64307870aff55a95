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
    /// Databases with rows, by the script that makes them, each made once.
    private var filled: [String: Task<String, any Error>] = [:]

    /// The running server, with its template.
    func server() async throws -> PrivateServer {
        if let starting = self.starting { return try await starting.value }
        let starting = Task { try await Self.start() }
        self.starting = starting
        return try await starting.value
    }

    /// A database with all migrations and what a script fills in, of which each test that wants it gets a copy: filling takes
    /// many times as long as copying.
    func template(filledBy script: String) async throws -> String {
        if let filling = self.filled[script] { return try await filling.value }
        let server = try await self.server()
        // Somebody may have begun meanwhile.
        if let filling = self.filled[script] { return try await filling.value }
        let name = "hookswitch_filled_\(self.filled.count + 1)"
        let filling = Task {
            try await Self.fill(name, by: script, on: server)
            return name
        }
        self.filled[script] = filling
        return try await filling.value
    }

    private static func fill(_ name: String, by script: String, on server: PrivateServer) async throws {
        try await server.createDatabase(name, template: Self.templateName)
        var configuration = PoolConfiguration()
        configuration.statementTimeout = .seconds(120)
        let pool = ConnectionPool(
            url: server.url(database: name),
            configuration: configuration,
            logger: Logger(label: "test server") { _ in SwiftLogNoOpLogHandler() }
        )
        try await pool.withTransaction { try await $0.run(script: script) }
        // A database that somebody is connected to cannot be copied.
        await pool.shutdown()
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
