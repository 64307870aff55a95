import Testing

@testable import Hookswitch

@Suite struct AuditFieldsTests {
    @Test func onlyWhatDiffersIsKeptByItsPointer() throws {
        let before = try AuditValue(json: #"{"name": "A", "pools": [{"number": "1"}], "a/b": 1, "gone": true}"#)
        let after = try AuditValue(json: #"{"name": "B", "pools": [{"number": "1"}, {}], "a/b": 2}"#)

        let difference = AuditFields.difference(before: before, after: after)

        #expect(difference.before == .members(["/name": .text("A"), "/a~1b": .integer(1), "/gone": .boolean(true)]))
        #expect(
            difference.after == .members(["/name": .text("B"), "/a~1b": .integer(2), "/pools/1": .members([:])])
        )
    }

    @Test func whatIsNewHasNoBefore() throws {
        let difference = AuditFields.difference(before: nil, after: try AuditValue(json: #"{"name": "A"}"#))

        #expect(difference.before == nil)
        #expect(difference.after == .members(["/name": .text("A")]))
    }
}
