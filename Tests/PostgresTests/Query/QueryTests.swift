import FoundationEssentials
import Testing

@testable import Postgres

@Suite struct QueryTests {
    @Test func valuesAreBoundAndTextIsSpliced() {
        let query: Query = "SELECT \(1) FROM \(unsafe: "tenant") WHERE name = \("x'; --")"

        #expect(query.sql == "SELECT $1 FROM tenant WHERE name = $2")
        #expect(query.parameters.map(\.type) == [.int8, .text])
        #expect(!"\(query)".contains("--"))
    }

    @Test func queriesCanBePartsOfQueries() {
        let condition: Query = "a = \("one") AND b = \(Int32?.none)"

        let query: Query = "SELECT \(true) WHERE \(condition) OR \(condition) LIMIT \(Int32(2))"

        #expect(query.sql == "SELECT $1 WHERE a = $2 AND b = $3 OR a = $4 AND b = $5 LIMIT $6")
        #expect(query.parameters.map(\.range) == [0..<1, 1..<4, nil, 4..<7, nil, 7..<11])
    }

    @Test func whatPostgresCannotHoldIsAFlaw() {
        let queries: [Query] = [
            "SELECT \("a\u{0}b")", "SELECT \(["a", "b\u{0}"])", "SELECT \(JSONText("\"\u{0}\""))",
            "SELECT '\u{0}'", "SELECT \(unsafe: "\u{0}")", "SELECT \(Date(timeIntervalSince1970: .infinity))",
            "SELECT \(Date(timeIntervalSince1970: .nan))", "SELECT \(Date(timeIntervalSince1970: 1e300))",
        ]

        for query in queries { #expect(query.flaw?.kind == .invalidParameter, "\(query)") }
    }

    @Test func tooManyValuesAreAFlaw() {
        var query = Query(unsafe: "SELECT ")

        for _ in 0...Query.maximumParameterCount { query.append(true) }

        #expect(query.flaw?.kind == .invalidParameter)
    }
}
