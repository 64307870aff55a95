/// Which time the statistics tell of: whole buckets, and not too many.
public struct StatisticsWindow: Hashable, Sendable {
    /// The most buckets of one answer: a month of hours, or two and a half days of five minutes. More is no picture.
    public static let maximumBucketCount: Int64 = 750

    /// Why there is no such window.
    public enum Refusal: Error, Hashable, Sendable {
        /// It begins where it ends, or later.
        case empty
        /// It has more buckets than ``maximumBucketCount``.
        case tooManyBuckets
    }

    /// How long each bucket is.
    public let interval: StatisticsInterval
    /// Where the first bucket begins.
    public let since: Moment
    /// Where the last bucket ends.
    public let until: Moment

    /// States a window: what is asked for, widened to whole buckets of UTC.
    ///
    /// - Parameters:
    ///   - since: Where to begin; `nil` is an hour, a day or 31 days before the end, as the interval is.
    ///   - until: Where to end; `nil` is now.
    public init(interval: StatisticsInterval, since: Moment?, until: Moment?, now: Moment) throws(Refusal) {
        let length = interval.seconds * 1_000_000
        let last = Self.bucket(of: (until ?? now).microseconds, length: length, isUp: true)
        let first = since.map { Self.bucket(of: $0.microseconds, length: length, isUp: false) }
        let (start, isBeforeTime) = last.subtractingReportingOverflow(interval.defaultBucketCount)
        let begin = first ?? (isBeforeTime ? last : start)
        guard begin < last else { throw .empty }
        let (count, isOverflow) = last.subtractingReportingOverflow(begin)
        guard !isOverflow, count <= Self.maximumBucketCount else { throw .tooManyBuckets }
        let (sinceTime, isTooEarly) = begin.multipliedReportingOverflow(by: length)
        let (untilTime, isTooLate) = last.multipliedReportingOverflow(by: length)
        guard !isTooEarly, !isTooLate else { throw .empty }
        self.interval = interval
        self.since = Moment(microseconds: sinceTime)
        self.until = Moment(microseconds: untilTime)
    }

    /// The number of the bucket in which a moment lies, or of the next that begins there or later.
    private static func bucket(of microseconds: Int64, length: Int64, isUp: Bool) -> Int64 {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: length)
        if remainder == 0 { return quotient }
        let below = remainder < 0 ? quotient - 1 : quotient
        return isUp ? below + 1 : below
    }
}
