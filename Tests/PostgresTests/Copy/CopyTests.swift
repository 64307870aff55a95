import FoundationEssentials
import Postgres
import Testing

@Suite struct CopyTests {
    static let table = """
        CREATE TEMP TABLE t (
            a smallint, b int, c bigint CONSTRAINT t_c_small CHECK (c < 1000000), d boolean, e text, f bytea, g uuid,
            h timestamptz, i text[]
        )
        """
    static let statement = "COPY t FROM STDIN (FORMAT binary)"

    @Test func rowsArriveAsTheyWereWritten() async throws {
        let id = UUID()
        var writer = CopyBinaryWriter(columnCount: 9)
        for number in 0..<20_000 {
            writer.startRow()
            writer.append(Int16(7))
            writer.append(Int32(-1))
            writer.append(Int64(number))
            writer.append(number % 2 == 0)
            writer.append(text: "å\(number)".utf8)
            writer.append(bytes: [0, 1, 255])
            writer.append(id)
            writer.append(microsecondsSince1970: 1_500_000)
            if number == 0 { writer.appendNull() } else { writer.append(["x", nil] as [String?]) }
        }
        let chunks = try writer.finish()

        try await SharedServer.withPool { pool in
            try await pool.withTransaction { transaction in
                try await transaction.run(script: Self.table)
                let count = try await transaction.copyIn(Self.statement, chunks: chunks)
                let rows = try await transaction.query(
                    "SELECT *, (SELECT count(*) FROM t WHERE i IS NULL) AS none FROM t WHERE c = 19999"
                )
                let row = try #require(rows.first)

                #expect(chunks.count > 1)
                #expect(count == 20_000)
                #expect(try row.decode("a", as: Int16.self) == 7)
                #expect(try row.decode("b", as: Int32.self) == -1)
                #expect(try row.decode("d", as: Bool.self) == false)
                #expect(try row.decode("e", as: String.self) == "å19999")
                #expect(try row.decode("f", as: [UInt8].self) == [0, 1, 255])
                #expect(try row.decode("g", as: UUID.self) == id)
                #expect(try row.decode("h", as: Date.self) == Date(timeIntervalSince1970: 1.5))
                #expect(try row.decode("i", as: [String?].self) == ["x", nil])
                #expect(try row.decode("none", as: Int.self) == 1)
            }
        }
    }

    @Test func dataThatTheServerRefusesIsAnErrorAndTheConnectionLives() async throws {
        var breaking = CopyBinaryWriter(columnCount: 9)
        for number in [1, 2_000_000] {
            breaking.startRow()
            for _ in 0..<2 { breaking.appendNull() }
            breaking.append(Int64(number))
            for _ in 0..<6 { breaking.appendNull() }
        }
        let large = [[UInt8]](repeating: [UInt8](repeating: 0x41, count: 1_048_576), count: 8)
        let bad: [[[UInt8]]] = [[], [[1, 2, 3]], [[]], large, try breaking.finish()]

        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                try await connection.run(script: Self.table)
                for chunks in bad {
                    let error = await SharedServer.error {
                        _ = try await connection.copyIn(Self.statement, chunks: chunks)
                    }
                    #expect(error?.kind == .server)
                }
                let error = await SharedServer.error {
                    _ = try await connection.copyIn("COPY missing FROM STDIN", chunks: large)
                }
                let other = await SharedServer.error { _ = try await connection.copyIn("SELECT 1", chunks: large) }

                #expect(error?.sqlState == .undefinedTable)
                #expect(other?.kind == .unsupportedStatement)
                #expect(try await connection.query("SELECT * FROM t").isEmpty)
            }
            #expect(pool.statistics.idle == 1)
        }
    }

    @Test func aRowOfTheWrongWidthIsRefusedBeforeItIsSent() {
        for count in [0, 1, 3] {
            var writer = CopyBinaryWriter(columnCount: 2)
            writer.startRow()
            for _ in 0..<count { writer.appendNull() }

            #expect(throws: PostgresError.self) { try writer.finish() }
        }
    }

    @Test func valuesThatCannotBeSentAreRefused() {
        var text = CopyBinaryWriter(columnCount: 1)
        text.startRow()
        text.append(text: [0x61, 0])
        var moment = CopyBinaryWriter(columnCount: 1)
        moment.startRow()
        moment.append(microsecondsSince1970: .min)

        #expect(throws: PostgresError.self) { try text.finish() }
        #expect(throws: PostgresError.self) { try moment.finish() }
    }

    @Test func noRowsAreNoRows() async throws {
        var writer = CopyBinaryWriter(columnCount: 9)
        let chunks = try writer.finish()

        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                try await connection.run(script: Self.table)
                #expect(try await connection.copyIn(Self.statement, chunks: chunks) == 0)
            }
        }
    }
}
