import Glibc
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(2))) struct CancellationTests {
    static let longSleep: Query = "SELECT pg_sleep(60)::text"

    @Test func aDeadlineEndsAStatementHereAndOnTheServer() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 2 }) { pool in
            let start = ContinuousClock.Instant.now
            let error = await SharedServer.error {
                try await pool.withConnection(deadline: .now + .milliseconds(300)) { connection in
                    _ = try await connection.query("SELECT 'deadline test', pg_sleep(60)::text")
                }
            }
            let elapsed = ContinuousClock.Instant.now - start

            #expect(error?.kind == .deadlineExceeded || error?.kind == .leaseTimeout)
            #expect(elapsed < .seconds(5))
            try await self.untilGone("'deadline test'", pool)
        }
    }

    @Test func aStatementHasItsOwnTimeout() async throws {
        try await SharedServer.withPool({ $0.statementTimeout = .milliseconds(200) }) { pool in
            let alone = await SharedServer.error {
                try await pool.withConnection { _ = try await $0.query(Self.longSleep) }
            }
            let inside = await SharedServer.error {
                try await pool.withTransaction { _ = try await $0.query(Self.longSleep) }
            }

            #expect(alone?.kind == .deadlineExceeded)
            #expect(alone?.disposition == .ambiguous)
            #expect(inside?.kind == .deadlineExceeded)
            #expect(inside?.disposition == .busy)
        }
    }

    @Test func cancellingTheTaskEndsTheStatementHereAndOnTheServer() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 2 }) { pool in
            let error = try await withThrowingTaskGroup(of: PostgresError?.self) { group in
                group.addTask {
                    await SharedServer.error {
                        try await pool.withTransaction { transaction in
                            _ = try await transaction.query("SELECT 'cancel test', pg_sleep(60)::text")
                        }
                    }
                }
                try await SharedServer.until { try await self.count("'cancel test'", pool) == 1 }
                group.cancelAll()
                return try await group.next() ?? nil
            }

            #expect(error?.kind == .cancelled)
            #expect(error?.disposition == .cancelled)
            try await self.untilGone("'cancel test'", pool)
            #expect(try await SharedServer.rowCount(pool) == 1)
        }
    }

    @Test func aTaskThatIsCancelledAlreadySendsNothing() async throws {
        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                let error = await withTaskGroup(of: PostgresError?.self) { group in
                    group.cancelAll()
                    group.addTask { await SharedServer.error { _ = try await connection.query(Self.longSleep) } }
                    return await group.next() ?? nil
                }
                let count = try await connection.query("SELECT 1").count

                #expect(error?.kind == .cancelled)
                #expect(error?.isAmbiguous == false)
                #expect(count == 1)
            }
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func aFrozenServerProcessIsGivenUpAtTheDeadline() async throws {
        try await SharedServer.withPool({
            $0.maximumConnectionCount = 1
            $0.statementTimeout = .milliseconds(500)
        }) { pool in
            var frozen: Int32 = 0
            var elapsed: Duration = .zero
            let error = await SharedServer.error {
                try await pool.withTransaction { transaction in
                    let rows = try await transaction.query("SELECT pg_backend_pid()")
                    frozen = try #require(rows.first).decode(0)
                    kill(frozen, SIGSTOP)
                    let start = ContinuousClock.Instant.now
                    defer { elapsed = .now - start }
                    _ = try await transaction.query("SELECT 1")
                }
            }
            defer { kill(frozen, SIGCONT) }

            #expect(error?.kind == .deadlineExceeded)
            #expect(elapsed < .seconds(5))
            let count = try await SharedServer.rowCount(pool)
            #expect(count == 1)
        }
    }

    private func count(_ mark: String, _ pool: ConnectionPool) async throws -> Int {
        try await pool.withConnection { connection in
            let rows = try await connection.query(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE state = 'active' AND query LIKE \("%" + mark + "%") AND pid <> pg_backend_pid()
                """
            )
            return try #require(rows.first).decode(0)
        }
    }

    private func untilGone(_ mark: String, _ pool: ConnectionPool) async throws {
        try await SharedServer.until { try await self.count(mark, pool) == 0 }
    }
}
