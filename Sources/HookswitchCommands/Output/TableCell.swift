import Foundation
import Hookswitch

/// What stands at one place of a list: as people read it, and as programs do.
///
/// A table is for somebody who sits before it now: their time of day, `24 min ago`, `–`. What is kept in a file or reckoned with is
/// not: a time there has its date and its zone, a number nothing behind it, and what is not known is empty.
struct TableCell: Hashable, Sendable {
    /// What a table shows.
    let text: String
    /// What CSV has: a word, a bare number, RFC 3339 in UTC, or nothing.
    let value: String

    /// Makes a cell that says one thing to people and another to programs.
    init(_ text: String, value: String) {
        self.text = text
        self.value = value
    }

    /// A word that is the same for both.
    ///
    /// - Parameter none: What people read where there is none.
    static func text(_ text: String?, none: String = Self.dash) -> TableCell {
        TableCell(text ?? none, value: text ?? "")
    }

    /// A number.
    static func number(_ number: (some BinaryInteger)?) -> TableCell {
        .text(number.map { String($0) })
    }

    /// A moment that the API gave.
    ///
    /// - Parameters:
    ///   - text: RFC 3339 in UTC.
    ///   - none: What people read where there is none.
    static func time(_ text: String?, none: String = Self.dash) -> TableCell {
        TableCell(text.map { LocalTime.short($0) } ?? none, value: text ?? "")
    }

    /// The day of a moment that the API gave; programs get the moment.
    ///
    /// - Parameters:
    ///   - text: RFC 3339 in UTC.
    ///   - none: What people read where there is none.
    static func day(_ text: String?, none: String) -> TableCell {
        TableCell(text.map { String($0.prefix("2026-11-20".count)) } ?? none, value: text ?? "")
    }

    /// How long something took, in milliseconds.
    static func duration(milliseconds: Double) -> TableCell {
        let text = CallDuration.text(milliseconds: milliseconds)
        return .text(text == Self.dash ? nil : text)
    }

    /// For how many whole days something works that ends at a moment: 0 on its last, and afterwards.
    ///
    /// - Parameter text: What people read.
    static func days(until moment: Moment?, text: String, now: Moment = .now()) -> TableCell {
        let days = moment.map { max(0, ($0.microseconds - now.microseconds) / 86_400_000_000) }
        return TableCell(text, value: days.map { String($0) } ?? "")
    }

    /// What people read where there is nothing.
    static let dash = "–"
}
