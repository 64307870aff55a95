import Foundation

extension Moment {
    /// Reads a time as RFC 3339 writes it, with a fraction of a second or without.
    ///
    /// - Returns: `nil` for anything else.
    public init?(rfc3339 text: String) {
        for hasFraction in [true, false] {
            // Either form may come; that the one does not fit is no news.
            if let date = try? Date.ISO8601FormatStyle(includingFractionalSeconds: hasFraction).parse(text) {
                self.init(date)
                return
            }
        }
        return nil
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
