import Testing

@testable import Hookswitch

@Suite struct UTCDayTests {
    @Test(arguments: [(0, "1970-01-01"), (20_779, "2026-11-22"), (11_016, "2000-02-29"), (20_758, "2026-11-01")])
    func daysAreWrittenAndRead(number: Int32, text: String) {
        let day = UTCDay(number: number)

        #expect(day.description == text)
        #expect(UTCDay(parsing: text) == day)
        #expect(day.isFirstOfMonth == text.hasSuffix("-01"))
        #expect(UTCDay(of: day.start) == day)
        #expect(UTCDay(of: Moment(microseconds: day.end.microseconds - 1)) == day)
    }

    @Test(arguments: ["", "2026-02-30", "2026-1-1", "26-01-01", "2026-01-01T00", " 2026-01-01"])
    func whatIsNoDayIsNone(text: String) {
        #expect(UTCDay(parsing: text) == nil)
    }

    @Test func momentsBefore1970HaveTheirDay() {
        #expect(UTCDay(of: Moment(microseconds: -1)).description == "1969-12-31")
    }
}
