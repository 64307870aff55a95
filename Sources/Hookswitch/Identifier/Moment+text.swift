import Foundation

extension Moment {
    /// RFC 3339 in UTC to the microsecond, such as `2026-11-22T09:30:00.123456Z`: nothing of the moment is lost.
    var exactText: String {
        let (seconds, fraction) = self.microseconds.flooredQuotientAndRemainder(dividingBy: 1_000_000)
        let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
        let digits = String(fraction)
        return whole.dropLast() + "." + String(repeating: "0", count: 6 - digits.count) + digits + "Z"
    }

    /// Reads what ``exactText`` wrote; `nil` for anything else, another notation of the same moment too.
    init?(exactText text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].utf8.count == 7, parts[1].hasSuffix("Z"),
            let fraction = Int64(parts[1].dropLast()), (0..<1_000_000).contains(fraction),
            let whole = try? Date(parts[0] + "Z", strategy: .iso8601)
        else { return nil }
        let seconds = Moment(whole).microseconds
        let (sum, isOverflow) = seconds.addingReportingOverflow(fraction)
        guard !isOverflow else { return nil }
        self.init(microseconds: sum)
        guard self.exactText == text else { return nil }
    }
}

extension Int64 {
    /// Divides so that the remainder is never negative: moments before 1970 count forward, too.
    fileprivate func flooredQuotientAndRemainder(dividingBy divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = self.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
