import Foundation
import Testing

@testable import HookswitchCommands

@Suite struct LocalTimeTests {
    private let now = Date(timeIntervalSince1970: 1_795_341_600)  // 2026-11-22T10:00:00Z

    @Test(
        arguments: [
            ("2026-11-22T09:31:12.345Z", "11:31:12"),
            ("2026-11-22T09:31:12Z", "11:31:12"),
            ("2026-11-21T21:59:00.000Z", "2026-11-21 23:59"),
            ("2025-01-02T03:04:05.000Z", "2025-01-02 05:04"),
            ("yesterday", "yesterday"),
            ("", ""),
        ]
    )
    func timeIsShownInTheZoneOfTheReader(_ text: String, _ shown: String) throws {
        let helsinki = try #require(TimeZone(identifier: "Europe/Helsinki"))

        #expect(LocalTime.short(text, now: self.now, timeZone: helsinki) == shown)
    }
}
