import Glibc

/// The header of HTTP that says when to come back, in either of its forms.
enum RetryAfter {
    /// Reads the header's value.
    ///
    /// - Parameters:
    ///   - value: Seconds in plain digits, or a date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    ///   - date: The answer's own `Date`, from which a date is counted, so that our clock may be wrong.
    /// - Returns: The time to wait, or `nil` when the value cannot be read; a date that has passed is no time.
    static func read(_ value: String, date: String?) -> Duration? {
        if let seconds = DecimalDigits.value(of: value.utf8) { return .seconds(seconds) }
        guard let until = Self.secondsSince1970(value) else { return nil }
        let now = date.flatMap { Self.secondsSince1970($0) } ?? Int(time(nil))
        return .seconds(max(0, until - now))
    }

    /// Reads the fixed form of dates in HTTP (RFC 9110, `IMF-fixdate`); the two obsolete forms are not Microsoft's.
    static func secondsSince1970(_ text: String) -> Int? {
        let parts = text.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0].count == 4, parts[5].elementsEqual("GMT".utf8) else { return nil }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = parts[4].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard
            let day = DecimalDigits.value(of: parts[1]), (1...31).contains(day),
            let month = months.firstIndex(where: { parts[2].elementsEqual($0.utf8) }),
            parts[3].count == 4, let year = DecimalDigits.value(of: parts[3]), year >= 1970,
            clock.count == 3, clock.allSatisfy({ $0.count == 2 }),
            let hour = DecimalDigits.value(of: clock[0]), hour < 24,
            let minute = DecimalDigits.value(of: clock[1]), minute < 60,
            let second = DecimalDigits.value(of: clock[2]), second <= 60
        else { return nil }
        return Self.days(year: year, month: month + 1, day: day) * 86_400 + hour * 3_600 + minute * 60 + second
    }

    /// Days from 1970-01-01 in the Gregorian calendar, with years beginning in March so that leap days come last.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
