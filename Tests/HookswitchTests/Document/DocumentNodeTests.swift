import Testing

@testable import Hookswitch

@Suite struct DocumentNodeTests {
    @Test func aliasesAreReplacedWhereTheyStand() throws {
        let node = try #require(try DocumentNode.read("a: &x [1, 2]\nb: *x\n").first)

        guard case .members(let members) = node.value, case .list(let list) = members[1].node.value else {
            Issue.record("it is no list")
            return
        }
        #expect(list.count == 2)
    }

    /// A few lines that stand for more values than any memory holds.
    @Test func aliasesOfAliasesAreBounded() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }

        let refusal = #expect(throws: DocumentRefusal.self) { try DocumentNode.read(text) }

        #expect(refusal?.issues.map(\.code) == ["too_many_values"])
    }
}
