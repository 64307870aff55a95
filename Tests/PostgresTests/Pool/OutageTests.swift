import Glibc
import Testing

@testable import Postgres

/// What a server does that stops, crashes, freezes or loses its standby. Each test has a server of its own.
@Suite(.serialized, .timeLimit(.minutes(3))) struct OutageTests {
    @Test(arguments: [PrivateServer.StopMode.fast, .immediate])
    func aServerThatStopsIsAnErrorToRetryAndServesAgainAfterwards(mode: PrivateServer.StopMode) async throws {
        let server = try await PrivateServer.ephemeral(logger: SharedServer.logger)
        try await SharedServer.withPool(on: server) { pool in
            let error = try await withThrowingTaskGroup(of: PostgresError?.self) { group in
                group.addTask {
                    await SharedServer.error {
                        try await pool.withTransaction { _ = try await $0.query("SELECT pg_sleep(60)::text") }
                    }
                }
                try await SharedServer.until { try await self.isSleeping(pool) }
                try await server.stop(mode)
                return try await group.next() ?? nil
            }
            let start = ContinuousClock.Instant.now
            let down = await SharedServer.error { try await pool.withConnection { _ in } }

            #expect(error?.disposition == .retry)
            #expect(down?.kind == .connectionFailed)
            #expect(ContinuousClock.Instant.now - start < .seconds(2))
            try await server.start()
            #expect(try await SharedServer.rowCount(pool) == 1)
        }
        try await server.stop(.immediate)
    }

    @Test func aFrozenServerLetsNobodyWaitLongerThanTheLease() async throws {
        let server = try await PrivateServer.ephemeral(logger: SharedServer.logger)
        let postmaster = try #require(Postmaster.processID(data: server.layout.data))
        kill(postmaster, SIGSTOP)
        defer { kill(postmaster, SIGCONT) }

        try await SharedServer.withPool(
            {
                $0.connectTimeout = .milliseconds(300)
                $0.leaseTimeout = .seconds(1)
            },
            on: server
        ) { pool in
            let start = ContinuousClock.Instant.now
            let error = await SharedServer.error { try await pool.withConnection { _ in } }

            #expect(error?.kind == .connectionFailed || error?.kind == .leaseTimeout)
            #expect(ContinuousClock.Instant.now - start < .seconds(3))
        }
        kill(postmaster, SIGCONT)
        try await server.stop(.immediate)
    }

    @Test func aCommitThatNoStandbyConfirmsIsAmbiguousAndNeverCancelled() async throws {
        var configuration = PrivateServerConfiguration()
        configuration.settings["synchronous_standby_names"] = "ghost"
        let server = try await PrivateServer.ephemeral(configuration: configuration, logger: SharedServer.logger)
        let prologue = TransactionPrologue(["SET LOCAL synchronous_commit = on"])
        try await SharedServer.withPool(on: server) { pool in
            try await pool.withConnection { try await $0.execute("CREATE TABLE t (id int)") }

            let late = await SharedServer.error {
                try await pool.withTransaction(prologue, deadline: .now + .seconds(3)) {
                    try await $0.execute("INSERT INTO t VALUES (1)")
                }
            }
            let waiting = try await self.waitingCommits(pool, "SELECT pid").count
            let cancelled = try await withThrowingTaskGroup(of: PostgresError?.self) { group in
                group.addTask {
                    await SharedServer.error {
                        try await pool.withTransaction(prologue) { try await $0.execute("INSERT INTO t VALUES (2)") }
                    }
                }
                // What a client's timeout must never do.
                try await SharedServer.until { try await self.waitingCommits(pool, "SELECT pid").count == 2 }
                _ = try await self.waitingCommits(pool, "SELECT pg_cancel_backend(pid)")
                return try await group.next() ?? nil
            }
            try await SharedServer.until {
                try await pool.withConnection { try await $0.query("SELECT id FROM t").count } == 2
            }

            #expect(late?.kind == .commitUncertain)
            #expect(late?.disposition == .ambiguous)
            #expect(cancelled?.kind == .commitUncertain)
            #expect(waiting == 1)
        }
        try await server.stop(.immediate)
    }

    private func isSleeping(_ pool: ConnectionPool) async throws -> Bool {
        try await pool.withConnection {
            try await !$0.query("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'").isEmpty
        }
    }

    /// Asks about, or does something to, those who wait for a standby to confirm their COMMIT.
    private func waitingCommits(_ pool: ConnectionPool, _ verb: String) async throws -> [Row] {
        try await pool.withConnection {
            try await $0.query("\(unsafe: verb) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        }
    }
}
