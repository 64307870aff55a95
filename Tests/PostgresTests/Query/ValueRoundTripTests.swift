import FoundationEssentials
import Postgres
import Testing

@Suite struct ValueRoundTripTests {
    /// Sends a value and reads it back.
    private func sent<Value: PostgresEncodable & PostgresDecodable>(_ value: Value) async throws -> Value {
        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                let rows = try await connection.query("SELECT \(value) AS value")
                return try #require(rows.first).decode("value")
            }
        }
    }

    @Test func numbers() async throws {
        #expect(try await self.sent([Int16.min, 0, .max]) == [.min, 0, .max])
        #expect(try await self.sent([Int32.min, -1, .max]) == [.min, -1, .max])
        #expect(try await self.sent([Int64.min, 1, .max]) == [.min, 1, .max])
        #expect(try await self.sent(Int.min) == .min)
        #expect(try await self.sent(Int16(-5)) == -5)
        #expect(try await self.sent(1.5e300) == 1.5e300)
        #expect(try await self.sent(-Double.infinity) == -.infinity)
        #expect(try await self.sent(Double.nan).isNaN)
        #expect(try await self.sent([true, false]) == [true, false])
    }

    @Test func texts() async throws {
        let texts = [
            "", "a", "e\u{301}", "é", "\u{10FFFF}", "👩‍👩‍👧‍👦", "'; DROP TABLE x; --", "\\", "\r\n", "{,\"}", "NULL",
            "٣٥", String(repeating: "å", count: 524_288),
        ]

        let back = try await self.sent(texts)

        #expect(back.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
        for text in texts { #expect(Array(try await self.sent(text).utf8) == Array(text.utf8)) }
    }

    @Test func bytes() async throws {
        let large = (0..<1_048_576).map { UInt8(truncatingIfNeeded: $0 &* 31) }

        #expect(try await self.sent([UInt8]()) == [])
        #expect(try await self.sent([UInt8](0...255)) == [UInt8](0...255))
        #expect(try await self.sent(large) == large)
        #expect(try await self.sent([[0, 1], [], [255]] as [[UInt8]]) == [[0, 1], [], [255]])
    }

    @Test func momentsAndIdentifiers() async throws {
        let id = UUID()
        let moments = [0, -1.5, 946_684_800, 1_795_000_000.123456, 4_000_000_000].map(Date.init(timeIntervalSince1970:))

        let back = try await self.sent(moments)

        for (moment, read) in zip(moments, back) {
            #expect(abs(moment.timeIntervalSince(read)) < 0.000_001)
        }
        #expect(try await self.sent(id) == id)
        #expect(try await self.sent([id, id]) == [id, id])
    }

    @Test func nothing() async throws {
        #expect(try await self.sent(String?.none) == nil)
        #expect(try await self.sent([UInt8]?.none) == nil)
        #expect(try await self.sent(UUID?.none) == nil)
        #expect(try await self.sent(["a", nil, ""] as [String?]) == ["a", nil, ""])
        #expect(try await self.sent([nil] as [Date?]) == [nil])
        #expect(try await self.sent([String]()) == [])
        #expect(try await self.sent([Int64]()) == [])
    }

    @Test func json() async throws {
        let text = try await self.sent(JSONText(#"{"a": [1, null, "å"]}"#))

        #expect(text.text == #"{"a": [1, null, "å"]}"#)
        #expect(await SharedServer.error { _ = try await self.sent(JSONText("{")) }?.sqlState?.code == "22P02")
    }

    @Test func arraysCanBeUnnested() async throws {
        let counts = try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                let names: [String?] = ["a", nil, "b"]
                let rows = try await connection.query(
                    """
                    SELECT name, number FROM unnest(\(names), \([1, 2, 3] as [Int64])) AS t (name, number)
                    ORDER BY number
                    """
                )
                return try rows.map { (try $0.decode("name", as: String?.self), try $0.decode("number", as: Int.self)) }
            }
        }

        #expect(counts.map(\.0) == ["a", nil, "b"])
        #expect(counts.map(\.1) == [1, 2, 3])
    }

    @Test func whatDoesNotFitIsAnError() async throws {
        try await SharedServer.withPool { pool in
            try await pool.withConnection { connection in
                let row = try #require(
                    try await connection.query(
                        """
                        SELECT 1.5::numeric AS n, NULL::int AS nothing, 70000 AS big, 'x' AS text, -1 AS negative,
                            ARRAY[[1,2],[3,4]] AS square, 'infinity'::timestamptz AS never, true AS yes
                        """
                    ).first
                )

                #expect(throws: PostgresError.self) { try row.decode("n", as: Double.self) }
                #expect(throws: PostgresError.self) { try row.decode("nothing", as: Int.self) }
                #expect(throws: PostgresError.self) { try row.decode("big", as: Int16.self) }
                #expect(throws: PostgresError.self) { try row.decode("text", as: Int.self) }
                #expect(throws: PostgresError.self) { try row.decode("text", as: UUID.self) }
                #expect(throws: PostgresError.self) { try row.decode("square", as: [Int32].self) }
                #expect(throws: PostgresError.self) { try row.decode("never", as: Date.self) }
                #expect(throws: PostgresError.self) { try row.decode("absent", as: Int.self) }
                #expect(throws: PostgresError.self) { try row.decode(8, as: Int.self) }
                #expect(throws: PostgresError.self) { try row.decode(-1, as: Int.self) }
                #expect(throws: PostgresError.self) { try row.decode("yes", as: [UInt8].self) }
                #expect(throws: PostgresError.self) { try row.decode("yes", as: [String].self) }
                #expect(try row.decode("big", as: Int.self) == 70_000)
                #expect(try row.decode(3, as: String.self) == "x")
            }
        }
    }
}
