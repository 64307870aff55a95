import Glibc

/// A moment in Unix time, written as RFC 3339 in UTC with milliseconds.
public struct Timestamp: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, rounded down.
    public let seconds: Int

    /// The rest, 0…999.
    public let milliseconds: Int

    /// A moment.
    public init(seconds: Int, milliseconds: Int) {
        self.seconds = seconds
        self.milliseconds = milliseconds
    }

    /// This moment.
    public static var now: Timestamp {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Timestamp(seconds: now.tv_sec, milliseconds: now.tv_nsec / 1_000_000)
    }

    /// Such as `2026-11-22T10:42:07.123Z`.
    public var rfc3339: String {
        var seconds = time_t(self.seconds)
        var date = tm()
        gmtime_r(&seconds, &date)
        let year = padded(Int(date.tm_year) + 1900, to: 4)
        let month = padded(Int(date.tm_mon) + 1, to: 2)
        let day = padded(Int(date.tm_mday), to: 2)
        return "\(year)-\(month)-\(day)T\(self.clock(of: date))Z"
    }

    /// The time of day in the machine's own zone, such as `12:42:07.123`.
    public var localClock: String {
        var seconds = time_t(self.seconds)
        var date = tm()
        localtime_r(&seconds, &date)
        return self.clock(of: date)
    }

    private func clock(of date: tm) -> String {
        let hour = padded(Int(date.tm_hour), to: 2)
        let minute = padded(Int(date.tm_min), to: 2)
        let second = padded(Int(date.tm_sec), to: 2)
        return "\(hour):\(minute):\(second).\(padded(self.milliseconds, to: 3))"
    }
}

private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
