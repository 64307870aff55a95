import Foundation
import Hookswitch

/// How far a moment is from now, in the one unit that matters: `12 s`, `4 min`, `3 h`, `11 d`.
enum Distance {
    /// How long ago a moment was that the API gave, such as `4 min ago`.
    ///
    /// - Parameter text: RFC 3339; what is not is shown as it is.
    static func past(_ text: String, now: Moment = .now()) -> String {
        guard let moment = Moment(rfc3339: text) else { return text }
        return Self.text(seconds: (now.microseconds - moment.microseconds) / 1_000_000) + " ago"
    }

    /// How long it is until a moment: `11 d`, or `expired` once it has come.
    static func expiry(_ moment: Moment, now: Moment = .now()) -> String {
        let seconds = (moment.microseconds - now.microseconds) / 1_000_000
        return seconds <= 0 ? "expired" : Self.text(seconds: seconds)
    }

    private static func text(seconds: Int64) -> String {
        switch max(0, seconds) {
        case let seconds where seconds < 60: "\(seconds) s"
        case let seconds where seconds < 3600: "\(seconds / 60) min"
        case let seconds where seconds < 2 * 86_400: "\(seconds / 3600) h"
        case let seconds: "\(seconds / 86_400) d"
        }
    }
}
