import Foundation

/// Moments as people in front of a terminal read them: in their own time zone, and no longer than needed.
enum LocalTime {
    /// A moment that the API gave, as `10:31:12` on the same day, else as `2026-11-21 10:31`.
    ///
    /// - Parameter text: RFC 3339 with milliseconds; what is not is shown as it is.
    static func short(_ text: String, now: Date = Date(), timeZone: TimeZone = .current) -> String {
        guard let moment = Self.date(text) else { return text }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: moment)
        guard let year = parts.year, let month = parts.month, let day = parts.day, let hour = parts.hour,
            let minute = parts.minute, let second = parts.second
        else { return text }
        return calendar.isDate(moment, inSameDayAs: now)
            ? "\(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))"
            : "\(year)-\(Self.two(month))-\(Self.two(day)) \(Self.two(hour)):\(Self.two(minute))"
    }

    private static func date(_ text: String) -> Date? {
        // Either form of RFC 3339 may come: with a fraction and without.
        for hasFraction in [true, false] {
            if let date = try? Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction).parse(text) {
                return date
            }
        }
        return nil
    }

    private static func two(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
