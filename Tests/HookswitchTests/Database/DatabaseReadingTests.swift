import HookswitchTesting
import Logging
import Postgres
import Testing

@testable import Hookswitch

/// What may be large has its own time, whatever a server allows for a statement.
@Suite struct DatabaseReadingTests {
    /// Lends connections with the limits that a server has.
    private static func withDatabase(_ body: (Database) async throws -> Void) async throws {
        try await TestDatabase.withTestDatabase { lent in
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let pool = ConnectionPool(url: lent.url, configuration: PoolConfiguration(), logger: logger)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(Database(pool: pool))) } catch { outcome = .failure(error) }
            await pool.shutdown()
            try outcome.get()
        }
    }

    @Test func whatTakesLongerThanAStatementMayIsReadWithinItsOwnTime() async throws {
        let limit = PoolConfiguration().statementTimeout
        try await Self.withDatabase { database in
            let seconds = limit / .seconds(1) + 0.5

            let rows = try await database.read(nil, within: .seconds(15)) { transaction in
                try await transaction.query("SELECT pg_sleep(\(seconds))::text AS slept")
            }

            #expect(rows.count == 1)
        }
    }

    @Test func whatTakesLongerThanItsOwnTimeIsTooBroad() async throws {
        let limit = PoolConfiguration().statementTimeout + .seconds(1)
        try await Self.withDatabase { database in
            await #expect(throws: ReadingError.tooBroad) {
                try await database.read(nil, within: limit) { try await $0.query("SELECT pg_sleep(60)::text AS slept") }
            }
        }
    }
}
