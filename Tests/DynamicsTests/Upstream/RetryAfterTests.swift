import Testing

@testable import Dynamics

@Suite struct RetryAfterTests {
    @Test(arguments: [("0", 0), ("5", 5), ("3600", 3_600), ("999999999999", 999_999_999_999)])
    func secondsAreRead(value: String, seconds: Int) {
        #expect(RetryAfter.read(value, date: nil) == .seconds(seconds))
    }

    @Test(arguments: [
        "", "-1", "abc", "1e30", "+5", " 5", "5 ", "1.5", "٥", "9999999999999999999999", "Sun, 06 Nov 1994",
        "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 0094 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
    ])
    func otherValuesAreIgnored(value: String) {
        #expect(RetryAfter.read(value, date: nil) == nil)
    }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600), ("Sun, 22 Nov 2026 10:00:00 GMT", 1_795_341_600),
    ])
    func datesAreRead(value: String, seconds: Int) {
        #expect(RetryAfter.secondsSince1970(value) == seconds)
    }

    @Test func aDateCountsFromTheAnswersOwn() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"

        #expect(RetryAfter.read("Sun, 06 Nov 1994 08:50:07 GMT", date: date) == .seconds(30))
        #expect(RetryAfter.read("Sun, 06 Nov 1994 08:00:00 GMT", date: date) == .zero)
    }
}
