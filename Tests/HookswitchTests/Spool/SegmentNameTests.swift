import Foundation
import Testing
@testable import Hookswitch

@Suite struct SegmentNameTests {
    @Test func aNameIsReadAsItWasWritten() {
        let name = SegmentName(writer: UUID(high: 1, low: 2), number: 12)

        #expect(name.text == "00000000-0000-0001-0000-000000000002-00000012.spool")
        #expect(SegmentName(parsing: name.text) == name)
    }

    @Test(arguments: [
        "", "lock", "corrupt", ".spool", "00000000-0000-0001-0000-000000000002.spool",
        "00000000-0000-0001-0000-000000000002-0000000.spool", "00000000-0000-0001-0000-000000000002-00000000.spool",
        "00000000-0000-0001-0000-000000000002-+0000001.spool", "00000000-0000-0001-0000-000000000002-12.spool",
        "00000000-0000-0001-0000-000000000002-00000012.spool.gz", "AAAAAAAA-0000-0001-0000-000000000002-00000012.spool",
        "00000000-0000-0001-0000-000000000002-99999999999999999999.spool", "é-1.spool",
    ])
    func anotherFilesNameIsNone(text: String) {
        #expect(SegmentName(parsing: text) == nil)
    }

    @Test func filesComeInTheOrderInWhichTheyWereWritten() {
        let writer = UUID(high: 1, low: 2)
        let numbers = [100_000_000, 1, 10, 2]

        let sorted = numbers.map { SegmentName(writer: writer, number: $0) }.sorted()

        #expect(sorted.map(\.number) == [1, 2, 10, 100_000_000])
    }
}
