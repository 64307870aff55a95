import Testing

@testable import Postgres

@Suite struct PreparedStatementsTests {
    private func key(_ sql: String) -> PreparedStatements.Key {
        PreparedStatements.Key(sql: sql, types: [])
    }

    @Test func aStatementIsPreparedFromItsSecondUse() {
        var statements = PreparedStatements(maximumCount: 2)

        let plans = (0..<3).map { _ in statements.plan(self.key("a")) }

        #expect(plans == [.unnamed, .prepare(name: "s2"), .prepared(name: "s2")])
    }

    @Test func theLeastRecentlyUsedMakesRoom() {
        var statements = PreparedStatements(maximumCount: 2)
        for sql in ["a", "a", "b", "b", "a"] { _ = statements.plan(self.key(sql)) }

        _ = statements.plan(self.key("c"))

        #expect(statements.takePendingDeallocation() == ["s4"])
        #expect(statements.takePendingDeallocation() == [])
        #expect(statements.plan(self.key("a")) == .prepared(name: "s2"))
    }

    @Test func otherTypesMakeAnotherStatement() {
        var statements = PreparedStatements(maximumCount: 2)
        _ = statements.plan(.init(sql: "a", types: [.int4]))

        #expect(statements.plan(.init(sql: "a", types: [.int8])) == .unnamed)
    }

    @Test func noneArePreparedWhereThereIsNoRoom() {
        var statements = PreparedStatements(maximumCount: 0)

        #expect((0..<3).allSatisfy { _ in statements.plan(self.key("a")) == .unnamed })
    }
}
