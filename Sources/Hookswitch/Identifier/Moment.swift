public import Foundation

/// A moment of wall-clock time in microseconds since 1970 (UTC): what Postgres keeps and the spool writes.
public struct Moment: Hashable, Comparable, Sendable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// Names a moment.
    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Names a moment that Foundation has; times beyond what microseconds can count become the nearest that they can, and what
    /// is no time is 1970.
    public init(_ date: Date) {
        let microseconds = (date.timeIntervalSince1970 * 1_000_000).rounded()
        self.microseconds =
            Int64(exactly: microseconds) ?? (microseconds.isNaN ? 0 : microseconds < 0 ? .min : .max)
    }

    /// The moment for Foundation.
    public var date: Date {
        Date(timeIntervalSince1970: Double(self.microseconds) / 1_000_000)
    }

    /// Earlier comes first.
    public static func < (left: Moment, right: Moment) -> Bool {
        left.microseconds < right.microseconds
    }

    /// What the system's clock says.
    public static func now() -> Moment {
        Moment(Date())
    }
}
