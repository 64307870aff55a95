import Testing

@testable import CallPlane

@Suite struct HTTPDateTests {
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
    ]) func aDateIsWrittenAsTheStandardHasIt(second: Int, text: String) {
        #expect(String(decoding: HTTPDate.text(of: second), as: UTF8.self) == text)
    }

    @Test func noClockTraps() {
        for second in [Int.min, -1, Int.max] { #expect(!HTTPDate.text(of: second).isEmpty) }
    }
}
