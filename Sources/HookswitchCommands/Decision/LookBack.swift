import Foundation
import Hookswitch

/// A moment as people type it: a time by RFC 3339, or how long ago.
struct LookBack: Hashable, Sendable {
    /// The longest that is looked back, in seconds: what Postgres keeps decisions for.
    private static let maximum: Int64 = 800 * 86_400

    private enum Place: Hashable, Sendable {
        case at(Moment)
        case ago(Duration)
    }

    private let place: Place

    /// Reads `2026-11-22T09:30:00Z`, or a whole number of `s`, `m`, `h`, `d` or `w`, such as `2h`.
    ///
    /// - Returns: `nil` for anything else.
    init?(parsing text: String) {
        if let moment = Moment(rfc3339: text) {
            self.place = .at(moment)
            return
        }
        guard let seconds = Self.seconds(text), seconds <= Self.maximum else { return nil }
        self.place = .ago(.seconds(seconds))
    }

    /// The moment. What is so long ago moves with the clock: a command that looks again means the latest of it.
    func moment(now: Moment = .now()) -> Moment {
        switch self.place {
        case .at(let moment): moment
        case .ago(let age): now.advanced(by: .zero - age)
        }
    }

    /// The seconds of a duration such as `90s` or `2h`.
    static func seconds(_ text: String) -> Int64? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Self.number(text.dropLast()) else { return nil }
        let (seconds, isOverflow) = count.multipliedReportingOverflow(by: unit)
        return isOverflow ? nil : seconds
    }

    /// The milliseconds of a duration such as `800ms` or `1s`.
    static func milliseconds(_ text: String) -> Int64? {
        if text.hasSuffix("ms") { return Self.number(text.dropLast(2)) }
        guard let seconds = Self.seconds(text) else { return nil }
        let (milliseconds, isOverflow) = seconds.multipliedReportingOverflow(by: 1000)
        return isOverflow ? nil : milliseconds
    }

    /// A whole number of digits alone.
    private static func number(_ text: Substring) -> Int64? {
        let isDigits = !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return isDigits ? Int64(text) : nil
    }
}
