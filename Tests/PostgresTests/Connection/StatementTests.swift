import Testing

@testable import Postgres

@Suite struct StatementTests {
    @Test func anErrorTellsItsCodeAndConstraintAndNoValue() async throws {
        try await SharedServer.withPool { pool in
            let error = await SharedServer.error {
                try await pool.withConnection { connection in
                    try await connection.run(
                        script: "CREATE TEMP TABLE t (id int CONSTRAINT t_key UNIQUE)"
                    )
                    try await connection.execute("INSERT INTO t VALUES (\(Int32(7)))")
                    try await connection.execute("INSERT INTO t VALUES (\(Int32(7)))")
                }
            }

            #expect(error?.sqlState == .uniqueViolation)
            #expect(error?.constraint == "t_key")
            #expect(error?.disposition == .constraint)
            #expect(error?.description == "the database refused the statement (SQLSTATE 23505), constraint t_key")
            #expect(error?.reason == nil)
        }
    }

    @Test func aNULIsRefusedBeforeTheServerSeesIt() async throws {
        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                let error = await SharedServer.error { _ = try await connection.query("SELECT \("a\u{0}b")") }
                let script = await SharedServer.error { try await connection.run(script: "SELECT 1;\u{0}") }

                #expect(error?.kind == .invalidParameter)
                #expect(script?.kind == .invalidParameter)
                let count = try await connection.query("SELECT 1").count
                #expect(count == 1)
            }
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func executeCountsRows() async throws {
        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                try await connection.run(script: "CREATE TEMP TABLE t (id int); CREATE TEMP TABLE u (id int);")

                #expect(try await connection.execute("INSERT INTO t SELECT generate_series(1, 5)") == 5)
                #expect(try await connection.execute("DELETE FROM t WHERE id > \(Int32(2))") == 3)
                #expect(try await connection.execute("CREATE TEMP TABLE v ()") == 0)
                #expect(try await connection.query("").isEmpty)
            }
        }
    }

    @Test func aBatchIsAllOrNothing() async throws {
        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                try await connection.run(script: "CREATE TEMP TABLE t (id int CONSTRAINT t_key PRIMARY KEY)")

                let good = try await connection.batch(
                    (0..<100).map { "INSERT INTO t VALUES (\(Int32($0))) RETURNING id" }
                )
                let error = await SharedServer.error {
                    try await connection.batch([
                        "INSERT INTO t VALUES (\(Int32(200)))", "INSERT INTO t VALUES (\(Int32(5)))",
                        "INSERT INTO t VALUES (\(Int32(201)))",
                    ])
                }
                let count = try await connection.query("SELECT count(*) FROM t").first?.decode(0, as: Int.self)

                #expect(try good.map { try $0.first?.decode(0, as: Int.self) } == (0..<100).map { $0 })
                #expect(error?.statementIndex == 1)
                #expect(error?.constraint == "t_key")
                #expect(count == 100)
                #expect(try await connection.batch([]).isEmpty)
            }
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func aConstraintThatIsCheckedAtTheEndRefusesHonestly() async throws {
        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                try await connection.run(
                    script: """
                        CREATE TEMP TABLE t (
                            id int PRIMARY KEY,
                            parent int CONSTRAINT t_parent REFERENCES t DEFERRABLE INITIALLY DEFERRED
                        )
                        """
                )

                let orphan: Query = "INSERT INTO t VALUES (1, 99)"
                // From its second use on the statement is prepared.
                for statements in [[orphan], [orphan], [orphan], ["INSERT INTO t VALUES (2, 2)", orphan]] {
                    let error = await SharedServer.error { try await connection.batch(statements) }

                    #expect(error?.kind == .server)
                    #expect(error?.sqlState == .foreignKeyViolation)
                    #expect(error?.constraint == "t_parent")
                    #expect(error?.disposition == .constraint)
                    #expect(error?.statementIndex == nil)
                }
                #expect(try await connection.query("SELECT * FROM t").isEmpty)
            }
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func preparedStatementsComeAndGo() async throws {
        try await SharedServer.withPool({ $0.maximumPreparedStatementCount = 3 }) { pool in
            try await pool.withConnection { connection in
                for _ in 0..<3 {
                    for number in 0..<5 {
                        for _ in 0..<2 {
                            let rows = try await connection.query("SELECT \(number) + \(unsafe: String(number)) AS sum")
                            #expect(try rows.first?.decode("sum", as: Int.self) == number * 2)
                        }
                    }
                }
                let prepared = try await connection.query("SELECT count(*) FROM pg_prepared_statements")

                #expect(try #require(prepared.first).decode(0, as: Int.self) <= 3)
            }
        }
    }

    @Test func aFailedStatementIsNotRememberedAsPrepared() async throws {
        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                for _ in 0..<4 {
                    let error = await SharedServer.error { _ = try await connection.query("SELECT * FROM late") }
                    #expect(error?.sqlState == .undefinedTable)
                }
                try await connection.run(script: "CREATE TEMP TABLE late (id int)")
                for _ in 0..<4 { #expect(try await connection.query("SELECT * FROM late").isEmpty) }
            }
        }
    }

    @Test func aTableThatChangesUnderAPlanMeansAnotherTry() async throws {
        try await SharedServer.withPool { pool in
            let error = await SharedServer.error {
                try await pool.withConnection { connection in
                    try await connection.run(script: "CREATE TEMP TABLE t (id int)")
                    for _ in 0..<3 { _ = try await connection.query("SELECT * FROM t") }
                    try await connection.run(script: "ALTER TABLE t ADD COLUMN name text")
                    _ = try await connection.query("SELECT * FROM t")
                }
            }

            #expect(error?.kind == .stalePlan)
            #expect(error?.disposition == .retryTransaction)
        }
    }

    @Test func copyOutsideCopyInIsRefused() async throws {
        try await SharedServer.withPool { pool in
            for statement in ["COPY (SELECT 1) TO STDOUT", "COPY pg_temp.x FROM STDIN"] {
                let error = await SharedServer.error {
                    try await pool.withConnection { connection in
                        try await connection.run(script: "CREATE TEMP TABLE IF NOT EXISTS x (id int)")
                        _ = try await connection.query(Query(unsafe: statement))
                    }
                }
                let script = await SharedServer.error {
                    try await pool.withConnection { try await $0.run(script: "COPY (SELECT 1) TO STDOUT") }
                }

                #expect(error != nil)
                #expect(script?.kind == .unsupportedStatement)
            }
            let count = try await SharedServer.rowCount(pool)
            #expect(count == 1)
        }
    }

    @Test func noticesDoNotReachStandardError() async throws {
        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                try await connection.run(script: "DO $$ BEGIN RAISE WARNING 'loud'; END $$; DROP TABLE IF EXISTS none")
            }
        }
    }

    @Test func aConnectionIsOfNoUseAfterItsClosure() async throws {
        try await SharedServer.withPool { pool in
            let escaped = try await pool.withConnection { $0 }

            let error = await SharedServer.error { _ = try await escaped.query("SELECT 1") }

            #expect(error?.kind == .leaseEnded)
        }
    }
}
