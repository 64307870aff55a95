import Postgres
import Testing

@Suite struct TransactionTests {
    struct Refusal: Error {}

    /// Lends a pool and the name of a table of this test's own.
    private func withTable(_ body: (ConnectionPool, String) async throws -> Void) async throws {
        try await SharedServer.withPool { pool in
            let table = "t\(UInt64.random(in: 0 ... .max))"
            try await pool.withConnection {
                try await $0.run(
                    script: """
                        CREATE TABLE \(table) (
                            id int, CONSTRAINT \(table)_late UNIQUE (id) DEFERRABLE INITIALLY DEFERRED
                        )
                        """
                )
            }
            try await body(pool, table)
        }
    }

    private func count(_ pool: ConnectionPool, _ table: String) async throws -> Int {
        try await pool.withConnection { connection in
            let rows = try await connection.query("SELECT count(*) FROM \(unsafe: table)")
            return try #require(rows.first).decode(0)
        }
    }

    @Test func itCommitsWhenTheBodyReturns() async throws {
        try await self.withTable { pool, table in
            let value = try await pool.withTransaction { transaction in
                try await transaction.execute("INSERT INTO \(unsafe: table) VALUES (1)")
                return "done"
            }

            #expect(value == "done")
            let count = try await self.count(pool, table)
            #expect(count == 1)
        }
    }

    @Test func itRollsBackWhenTheBodyThrows() async throws {
        try await self.withTable { pool, table in
            await #expect(throws: Refusal.self) {
                try await pool.withTransaction { transaction in
                    try await transaction.execute("INSERT INTO \(unsafe: table) VALUES (1)")
                    throw Refusal()
                }
            }

            let count = try await self.count(pool, table)
            #expect(count == 0)
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func aSwallowedFailureDoesNotLookLikeACommit() async throws {
        try await self.withTable { pool, table in
            let error = await SharedServer.error {
                try await pool.withTransaction { transaction in
                    try await transaction.execute("INSERT INTO \(unsafe: table) VALUES (1)")
                    let swallowed = await SharedServer.error { _ = try await transaction.query("SELECT 1/0") }
                    #expect(swallowed?.sqlState?.code == "22012")
                }
            }

            #expect(error?.kind == .transactionAborted)
            let count = try await self.count(pool, table)
            #expect(count == 0)
        }
    }

    @Test func aDeferredConstraintFailsTheCommitForCertain() async throws {
        try await self.withTable { pool, table in
            let error = await SharedServer.error {
                try await pool.withTransaction { transaction in
                    _ = try await transaction.query("INSERT INTO \(unsafe: table) VALUES (1), (1)")
                }
            }

            #expect(error?.constraint == "\(table)_late")
            #expect(error?.disposition == .constraint)
            let count = try await self.count(pool, table)
            #expect(count == 0)
        }
    }

    @Test func aWarningBesideCommitIsAmbiguous() async throws {
        try await self.withTable { pool, table in
            let error = await SharedServer.error {
                try await pool.withTransaction { transaction in
                    try await transaction.execute("INSERT INTO \(unsafe: table) VALUES (1)")
                    try await transaction.execute("COMMIT")
                }
            }

            #expect(error?.kind == .commitUncertain)
            #expect(error?.disposition == .ambiguous)
        }
    }

    @Test func thePrologueHoldsForTheTransactionAlone() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 1 }) { pool in
            let prologue = TransactionPrologue(
                ["SET LOCAL ROLE pg_monitor", "SELECT set_config('hookswitch.tenant', \("å'"), true)"],
                isolation: .repeatableRead,
                access: .readOnly
            )
            let question: Query = """
                SELECT current_user::text AS role, coalesce(current_setting('hookswitch.tenant', true), '') AS tenant,
                    current_setting('transaction_isolation') AS isolation,
                    current_setting('transaction_read_only') AS read_only
                """

            let inside = try await pool.withTransaction(prologue) { try #require(try await $0.query(question).first) }
            let outside = try await pool.withTransaction { try #require(try await $0.query(question).first) }

            #expect(try (0..<4).map { try inside.decode($0) } == ["pg_monitor", "å'", "repeatable read", "on"])
            #expect(try (0..<4).map { try outside.decode($0) } == ["postgres", "", "read committed", "off"])
        }
    }

    @Test func aWriteIsTriedElsewhereUnlessWeAskedForReadOnly() async throws {
        try await SharedServer.withPool({ $0.maximumConnectionCount = 1 }) { pool in
            func write(_ prologue: TransactionPrologue) async -> [PostgresError?] {
                let statement = await SharedServer.error {
                    try await pool.withTransaction(prologue) { try await $0.execute("CREATE TABLE none ()") }
                }
                let script = await SharedServer.error {
                    try await pool.withTransaction(prologue) { try await $0.run(script: "CREATE TABLE none ()") }
                }
                return [statement, script]
            }

            // As a server answers that has become a standby.
            let elsewhere = await write(TransactionPrologue(["SET LOCAL transaction_read_only = on"]))
            let asked = await write(TransactionPrologue([], access: .readOnly))
            let afterwards = await write(TransactionPrologue(["SET LOCAL transaction_read_only = on"]))

            #expect((elsewhere + asked + afterwards).allSatisfy { $0?.sqlState?.code == "25006" })
            #expect(elsewhere.allSatisfy { $0?.disposition == .retry })
            #expect(asked.allSatisfy { $0?.disposition == .bug })
            #expect(afterwards.allSatisfy { $0?.disposition == .retry })
        }
    }

    @Test func aPrologueThatFailsRunsNoBody() async throws {
        try await SharedServer.withPool { pool in
            let error = await SharedServer.error {
                try await pool.withTransaction(TransactionPrologue(["SET LOCAL ROLE nobody_at_all"])) { _ in
                    _ = Issue.record("the body ran")
                }
            }

            #expect(error?.sqlState?.code == "22023")
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func aTransactionLeftOpenEndsItsConnection() async throws {
        try await SharedServer.withPool { pool in
            try await pool.withConnection { try await $0.execute("BEGIN") }

            try await SharedServer.until { pool.statistics.open == 0 }
        }
    }

    @Test func aSerializationFailureMayBeTriedAgain() async throws {
        try await self.withTable { pool, table in
            let prologue = TransactionPrologue([], isolation: .serializable)
            let error = await SharedServer.error {
                try await pool.withTransaction(prologue) { first in
                    _ = try await first.query("SELECT count(*) FROM \(unsafe: table)")
                    try await pool.withTransaction(prologue) { second in
                        _ = try await second.query("SELECT count(*) FROM \(unsafe: table)")
                        try await second.execute("INSERT INTO \(unsafe: table) VALUES (1)")
                    }
                    try await first.execute("INSERT INTO \(unsafe: table) VALUES (2)")
                }
            }

            #expect(error?.disposition == .retryTransaction)
        }
    }
}
