import Logging
import Postgres

/// The one private server that the tests of this process share; a test that harms a server starts its own.
enum SharedServer {
    static let logger = Logger(label: "postgres tests") { _ in SwiftLogNoOpLogHandler() }

    private static let start = Task { try await PrivateServer.ephemeral(logger: Self.logger) }

    static func get() async throws -> PrivateServer {
        try await self.start.value
    }

    /// Lends a pool and closes it afterwards.
    static func withPool<Value: Sendable>(
        _ configure: (inout PoolConfiguration) -> Void = { _ in },
        on server: PrivateServer? = nil,
        _ body: (ConnectionPool) async throws -> Value
    ) async throws -> Value {
        var configuration = PoolConfiguration()
        // A busy machine must not decide what a test finds; tests about time set their own.
        configuration.leaseTimeout = .seconds(30)
        configuration.connectTimeout = .seconds(30)
        configuration.statementTimeout = .seconds(30)
        configure(&configuration)
        let url = if let server { server.url() } else { try await self.get().url() }
        let pool = ConnectionPool(url: url, configuration: configuration, logger: self.logger)
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body(pool))
        } catch {
            outcome = .failure(error)
        }
        await pool.shutdown()
        return try outcome.get()
    }

    /// The error of a body that must fail with one of ours.
    static func error<Value>(_ body: () async throws -> Value) async -> PostgresError? {
        do {
            _ = try await body()
            return nil
        } catch {
            return error as? PostgresError
        }
    }

    /// How many rows a pool's connection reads with a statement that always works.
    static func rowCount(_ pool: ConnectionPool) async throws -> Int {
        try await pool.withConnection { try await $0.query("SELECT 1").count }
    }

    /// Looks again and again until something holds; a test that waits in vain is stopped by its time limit.
    static func until(_ holds: () async throws -> Bool) async throws {
        while try await !holds() { await Task.yield() }
    }
}
