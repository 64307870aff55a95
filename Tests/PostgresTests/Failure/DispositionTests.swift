import Testing

@testable import Postgres

@Suite struct DispositionTests {
    @Test(arguments: [
        ("57P01", Disposition.retry), ("57P02", .retry), ("57P03", .retry), ("08006", .retry), ("08001", .retry),
        ("25006", .retry), ("25P03", .retry), ("25P04", .retry), ("57P05", .retry), ("40001", .retryTransaction),
        ("40P01", .retryTransaction), ("55P03", .busy),
        ("57014", .busy), ("53300", .busy), ("53000", .capacity), ("53100", .capacity),
        ("53200", .capacity), ("53400", .capacity), ("58030", .capacity), ("08007", .ambiguous),
        ("40003", .ambiguous), ("23505", .constraint), ("23503", .constraint), ("23514", .constraint),
        ("42601", .bug), ("42P01", .bug), ("22P02", .bug), ("25P02", .bug), ("XX000", .bug), ("54001", .bug),
    ])
    func eachCodeHasItsDisposition(code: String, expected: Disposition) throws {
        let state = try #require(SQLState(code))

        let disposition = Disposition(state)

        #expect(disposition == expected)
    }

    @Test func theTableHasOnlyCodesAndClasses() {
        for key in Disposition.table.keys {
            #expect(key.utf8.count == 2 || SQLState(key) != nil, "\(key)")
        }
    }

    @Test func whatIsNoCodeIsRefused() {
        for text in ["", "2350", "235055", "2350a", "2350\u{0}", "２３５０５"] {
            #expect(SQLState(text) == nil, "\(text)")
        }
    }

    @Test func aLostAnswerIsAmbiguousWhateverItsCode() {
        var error = PostgresError(.connectionLost)
        error.isAmbiguous = true

        #expect(error.disposition == .ambiguous)
        #expect(PostgresError(.commitUncertain).disposition == .ambiguous)
        #expect(PostgresError(.connectionLost).disposition == .retry)
        #expect(PostgresError(.deadlineExceeded).disposition == .busy)
    }
}
