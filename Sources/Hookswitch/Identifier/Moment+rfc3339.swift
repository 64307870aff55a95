import Foundation

extension Moment {
    /// Reads a time as RFC 3339 writes it, with a fraction of a second or without.
    ///
    /// - Returns: `nil` for anything else.
    public init?(rfc3339 text: String) {
        let (local, offset) = Self.splitOffset(text) ?? (text, .zero)
        for hasFraction in [true, false] {
            // Either form may come; that the one does not fit is no news.
            if let date = try? Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction).parse(local) {
                self = Moment(date).advanced(by: .zero - offset)
                return
            }
        }
        return nil
    }

    /// Takes an offset such as `+02:00` off a time's end: RFC 3339 has them up to 23:59, and Foundation reads those up to 18:00.
    ///
    /// - Returns: The time as though it were UTC, and the offset; `nil` if it does not end so.
    private static func splitOffset(_ text: String) -> (local: String, offset: Duration)? {
        let bytes = Array(text.utf8)
        guard bytes.count > 6 else { return nil }
        let end = Array(bytes.suffix(6))
        let sign = end[0]
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), end[3] == UInt8(ascii: ":") else { return nil }
        let digits = [end[1], end[2], end[4], end[5]].map { Int($0) - Int(UInt8(ascii: "0")) }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let (hours, minutes) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard hours < 24, minutes < 60 else { return nil }
        let offset = Duration.seconds(hours * 3600 + minutes * 60)
        return (
            String(decoding: bytes.dropLast(6), as: UTF8.self) + "Z",
            sign == UInt8(ascii: "-") ? .zero - offset : offset
        )
    }

    /// The time in UTC with milliseconds, as every answer writes it.
    public var rfc3339: String {
        self.date.rfc3339
    }

    /// A moment some time later, or earlier; at the ends of what can be counted it stays there.
    public func advanced(by duration: Duration) -> Moment {
        let (seconds, attoseconds) = duration.components
        let (whole, isTooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, isOverflow) = self.microseconds.addingReportingOverflow(
            whole &+ attoseconds / 1_000_000_000_000
        )
        guard !isTooLarge, !isOverflow else { return Moment(microseconds: seconds < 0 ? .min : .max) }
        return Moment(microseconds: sum)
    }
}
