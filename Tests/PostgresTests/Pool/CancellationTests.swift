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

    @Test func aDeadlineEndsAScriptHereAndOnTheServer() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 2 }) { pool in
            try await self.openBoth(pool)
            let start = ContinuousClock.Instant.now
            let alone = await SharedServer.error {
                try await pool.withConnection(deadline: .now + .seconds(1)) { connection in
                    try await connection.run(script: "SELECT 'script test'; SELECT pg_sleep(60)")
                }
            }
            let inside = await SharedServer.error {
                try await pool.withTransaction(deadline: .now + .seconds(1)) { transaction in
                    try await transaction.run(script: "SELECT 'script test'; SELECT pg_sleep(60)")
                }
            }

            #expect(alone?.kind == .deadlineExceeded)
            #expect(alone?.disposition == .ambiguous)
            #expect(inside?.kind == .deadlineExceeded)
            #expect(inside?.disposition == .busy)
            try await self.untilGone("'script test'", pool)
            #expect(ContinuousClock.Instant.now - start < .seconds(30))
        }
    }

    @Test func cancellingTheTaskEndsAScriptHereAndOnTheServer() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 2 }) { pool in
            let start = ContinuousClock.Instant.now
            let error = try await withThrowingTaskGroup(of: PostgresError?.self) { group in
                group.addTask {
                    await SharedServer.error {
                        try await pool.withTransaction { transaction in
                            try await transaction.run(script: "SELECT 'cancelled script', pg_sleep(60)")
                        }
                    }
                }
                try await SharedServer.until { try await self.count("'cancelled script'", pool) == 1 }
                group.cancelAll()
                return try await group.next() ?? nil
            }

            #expect(error?.kind == .cancelled)
            try await self.untilGone("'cancelled script'", pool)
            #expect(ContinuousClock.Instant.now - start < .seconds(30))
        }
    }

    @Test func aDeadlineEndsACopyThatWaitsForALock() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 3 }) { pool in
            try await self.withLockedTable(pool, "deadline_copy") { copy in
                let error = await SharedServer.error {
                    try await pool.withConnection(deadline: .now + .seconds(1)) { connection in
                        try await connection.copyIn(copy, chunks: [])
                    }
                }

                #expect(error?.kind == .deadlineExceeded)
                #expect(error?.disposition == .ambiguous)
                // The lock is held still, so only a cancelled statement is gone.
                try await self.untilGone("COPY deadline_copy", pool)
            }
        }
    }

    @Test func cancellingTheTaskEndsACopyThatWaitsForALock() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 3 }) { pool in
            try await self.withLockedTable(pool, "cancelled_copy") { copy in
                let error = try await withThrowingTaskGroup(of: PostgresError?.self) { group in
                    group.addTask {
                        await SharedServer.error {
                            try await pool.withConnection { try await $0.copyIn(copy, chunks: []) }
                        }
                    }
                    try await SharedServer.until { try await self.count("COPY cancelled_copy", pool) == 1 }
                    group.cancelAll()
                    return try await group.next() ?? nil
                }

                #expect(error?.kind == .cancelled)
                try await self.untilGone("COPY cancelled_copy", pool)
            }
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

    /// Opens two connections, so that a deadline is not spent on opening one.
    private func openBoth(_ pool: ConnectionPool) async throws {
        try await pool.withConnection { _ in _ = try await SharedServer.rowCount(pool) }
    }

    /// Lends a COPY into a table that a transaction has locked until the body ends; all three connections are open.
    private func withLockedTable(
        _ pool: ConnectionPool,
        _ table: String,
        _ body: (_ copy: String) async throws -> Void
    ) async throws {
        try await pool.withConnection { try await $0.run(script: "CREATE TABLE \(table) (id int)") }
        try await pool.withTransaction { transaction in
            try await transaction.run(script: "LOCK TABLE \(table)")
            try await self.openBoth(pool)
            try await body("COPY \(table) FROM STDIN")
        }
        try await pool.withConnection { try await $0.run(script: "DROP TABLE \(table)") }
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
