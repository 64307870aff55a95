import Logging
public import Postgres

/// A database of a test's own on the server that all tests of the process share.
public struct TestDatabase: Sendable {
    /// Connections to it, as the superuser.
    public let pool: ConnectionPool
    /// How to reach it.
    public let url: DatabaseURL
    /// Its name.
    public let name: String
    /// The server it is on, shared with other tests: do not stop it.
    public let server: PrivateServer

    /// Lends connections to a new database with all migrations; it is dropped after the body.
    public static func withDatabase<Result: Sendable>(
        _ body: (ConnectionPool) async throws -> Result
    ) async throws -> Result {
        try await self.withTestDatabase { try await body($0.pool) }
    }

    /// Lends connections to a new database with all migrations and many rows; it is dropped after the body.
    ///
    /// - Parameter script: Makes the rows, once for all tests of the process that give the same.
    public static func withDatabase<Result: Sendable>(
        filledBy script: String,
        _ body: (ConnectionPool) async throws -> Result
    ) async throws -> Result {
        let template = try await TestServer.shared.template(filledBy: script)
        return try await self.withTestDatabase(template: template) { try await body($0.pool) }
    }

    /// Lends a new database; it is dropped after the body.
    ///
    /// - Parameter isMigrated: Whether it has all migrations, or nothing.
    public static func withTestDatabase<Result: Sendable>(
        isMigrated: Bool = true,
        _ body: (TestDatabase) async throws -> Result
    ) async throws -> Result {
        try await self.withTestDatabase(template: isMigrated ? TestServer.templateName : "template1", body)
    }

    private static func withTestDatabase<Result: Sendable>(
        template: String,
        _ body: (TestDatabase) async throws -> Result
    ) async throws -> Result {
        let server = try await TestServer.shared.server()
        let name = await TestServer.shared.nextDatabaseName()
        try await server.createDatabase(name, template: template)
        var configuration = PoolConfiguration()
        // Tests run side by side on machines that are busy with them; slowness is not what they are about.
        configuration.leaseTimeout = .seconds(30)
        configuration.connectTimeout = .seconds(30)
        configuration.statementTimeout = .seconds(60)
        let pool = ConnectionPool(
            url: server.url(database: name),
            configuration: configuration,
            logger: Logger(label: "test database") { _ in SwiftLogNoOpLogHandler() }
        )
        let database = TestDatabase(pool: pool, url: server.url(database: name), name: name, server: server)
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await body(database))
        } catch {
            outcome = .failure(error)
        }
        await pool.shutdown()
        try await server.dropDatabase(name)
        return try outcome.get()
    }
}
