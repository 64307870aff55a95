import Foundation

extension Moment {
    /// Reads a time as RFC 3339 writes it, with a fraction of a second or without.
    ///
    /// - Returns: `nil` for anything else.
    public init?(rfc3339 text: String) {
        // Foundation reads more than is a time, and offsets up to 18:00 only.
        guard let (local, offset) = Self.split(text.uppercased()), Self.isLocal(local) else { return nil }
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: local.count > Self.localCount)
        guard let date = try? style.parse(String(decoding: local, as: UTF8.self) + "Z") else { return nil }
        // It reads the 30th of February as the 2nd of March, too.
        let written = Array(date.formatted(Date.ISO8601FormatStyle()).utf8)
        guard written.prefix(Self.localCount) == local.prefix(Self.localCount) else { return nil }
        self = Moment(date).advanced(by: .zero - offset)
    }

    /// How many characters a date and a time have without a fraction.
    private static let localCount = "2026-11-22T09:30:00".utf8.count

    /// Takes `Z`, or an offset such as `+02:00`, off a time's end.
    private static func split(_ text: String) -> (local: [UInt8], offset: Duration)? {
        let bytes = Array(text.utf8)
        if bytes.last == UInt8(ascii: "Z") { return (bytes.dropLast(), .zero) }
        guard bytes.count > 6 else { return nil }
        let end = Array(bytes.suffix(6))
        let sign = end[0]
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), end[3] == UInt8(ascii: ":") else { return nil }
        let digits = [end[1], end[2], end[4], end[5]].map { Int($0) - Int(UInt8(ascii: "0")) }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let (hours, minutes) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
        guard hours < 24, minutes < 60 else { return nil }
        let offset = Duration.seconds(hours * 3600 + minutes * 60)
        return (bytes.dropLast(6), sign == UInt8(ascii: "-") ? .zero - offset : offset)
    }

    /// Whether it has the form of a date and a time: each character is what stands at its place in one.
    private static func isLocal(_ bytes: [UInt8]) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let isForm = zip(bytes, "0000-00-00T00:00:00".utf8).allSatisfy { byte, form in
            form == UInt8(ascii: "0") ? digits.contains(byte) : byte == form
        }
        let fraction = bytes.dropFirst(Self.localCount)
        guard isForm, bytes.count >= Self.localCount else { return false }
        return fraction.isEmpty
            || fraction.first == UInt8(ascii: ".") && fraction.count > 1
                && fraction.dropFirst().allSatisfy(digits.contains)
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
