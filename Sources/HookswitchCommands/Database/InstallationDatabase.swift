import Hookswitch
import Logging
import Postgres
import Routing

/// The database that the configuration names, for commands that work on it directly.
enum InstallationDatabase {
    /// A migration may take long, and whoever runs one waits for it.
    private static let statementTimeout = Duration.seconds(600)

    /// Lends connections to the database that the configuration names.
    static func withPool<Result: Sendable>(
        of options: ConfigurationOptions,
        _ body: (ConnectionPool) async throws -> Result
    ) async throws -> Result {
        try await Self.withPool(url: options.databaseURL(), logger: .silent, body)
    }

    /// Lends connections to a database and closes them afterwards.
    static func withPool<Result: Sendable>(
        url: DatabaseURL,
        logger: Logger,
        _ body: (ConnectionPool) async throws -> Result
    ) async throws -> Result {
        var configuration = PoolConfiguration()
        configuration.maximumConnectionCount = 1
        configuration.statementTimeout = Self.statementTimeout
        let pool = ConnectionPool(url: url, configuration: configuration, logger: logger)
        let result: Result
        do {
            result = try await body(pool)
        } catch {
            await pool.shutdown()
            throw error
        }
        await pool.shutdown()
        return result
    }
}
