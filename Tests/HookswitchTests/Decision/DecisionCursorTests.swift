import Foundation
import Testing
@testable import Hookswitch

@Suite struct DecisionCursorTests {
    /// The first is the first moment that Postgres has.
    @Test(arguments: [-210_866_803_200_000_000, -1, 0, 1_795_000_000_123_456, Int64.max])
    func aCursorIsReadAsItWasWritten(number: Int64) {
        let cursor = DecisionCursor(
            decidedAt: Moment(microseconds: number),
            writer: UUID(high: 0x0123_4567_89AB_CDEF, low: .max),
            sequence: number
        )

        #expect(DecisionCursor(parsing: cursor.text) == cursor)
        #expect(cursor.text.utf8.count == 53)
    }

    @Test func aMomentThatPostgresHasNotIsNoPlace() {
        let cursor = DecisionCursor(decidedAt: Moment(microseconds: .min), writer: UUID(), sequence: 1)

        #expect(DecisionCursor(parsing: cursor.text) == nil)
    }

    @Test(arguments: ["", ".", "abc", String(repeating: "a", count: 53), String(repeating: "a.", count: 26)])
    func anotherTextIsNoCursor(text: String) {
        #expect(DecisionCursor(parsing: text) == nil)
    }
}
