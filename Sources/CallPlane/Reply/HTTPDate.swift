import Glibc

/// The date of an answer, as RFC 9110 section 5.6.7 writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The second that the system's clock shows.
    static func second() -> Int {
        time(nil)
    }

    /// Writes a second of Unix time.
    static func text(of second: Int) -> [UInt8] {
        var second = time_t(second)
        var parts = tm()
        guard gmtime_r(&second, &parts) != nil,
            Self.days.indices.contains(Int(parts.tm_wday)), Self.months.indices.contains(Int(parts.tm_mon))
        else { return Array("Thu, 01 Jan 1970 00:00:00 GMT".utf8) }

        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = "\(Self.days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(Self.months[Int(parts.tm_mon)])"
        let time = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        return Array("\(day) \(Int(parts.tm_year) + 1900) \(time) GMT".utf8)
    }
}
