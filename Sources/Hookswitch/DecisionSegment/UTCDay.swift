/// A day by the clock of Greenwich.
struct UTCDay: Hashable, Comparable, Sendable {
    private static let microsecondCount: Int64 = 86_400_000_000

    /// Days since 1970-01-01.
    let number: Int32

    /// Names a day.
    init(number: Int32) {
        self.number = number
    }

    /// The day of a moment. No day is so far away that its number has no place here.
    init(of moment: Moment) {
        let (quotient, remainder) = moment.microseconds.quotientAndRemainder(dividingBy: Self.microsecondCount)
        self.number = Int32(clamping: remainder < 0 ? quotient - 1 : quotient)
    }

    /// Reads ``description``; `nil` for anything else.
    init?(parsing text: String) {
        guard let start = Moment(exactText: text + "T00:00:00.000000Z"),
            let number = Int32(exactly: start.microseconds / Self.microsecondCount)
        else { return nil }
        self.number = number
    }

    /// Its first moment.
    var start: Moment { Moment(microseconds: Int64(self.number) * Self.microsecondCount) }
    /// The first moment of the next day.
    var end: Moment { Moment(microseconds: (Int64(self.number) + 1) * Self.microsecondCount) }

    /// Whether it lies in the month that begins with `month`.
    func isInMonth(of month: UTCDay) -> Bool {
        self.description.prefix(Self.monthLength) == month.description.prefix(Self.monthLength)
    }

    /// Whether it is the first of a month.
    var isFirstOfMonth: Bool { self.description.hasSuffix("-01") }

    /// The day's month, such as `2026-11`.
    var month: String { String(self.description.prefix(Self.monthLength)) }

    /// Year, hyphen and month.
    private static let monthLength = 7

    static func < (left: UTCDay, right: UTCDay) -> Bool {
        left.number < right.number
    }
}

extension UTCDay: CustomStringConvertible {
    /// Such as `2026-11-22`.
    var description: String { String(self.start.exactText.prefix { $0 != "T" }) }
}
