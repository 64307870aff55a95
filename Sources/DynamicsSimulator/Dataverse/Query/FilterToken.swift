/// A word of a `$filter`.
enum FilterToken: Sendable, Hashable {
    /// A column, operator, function, `null`, `true` or `false`; dots belong to it.
    case word(String)
    /// A text in single quotes, or in double quotes inside a list; quotes undone.
    case string(String)
    /// A whole number.
    case integer(Int)
    /// Another number.
    case number(Double)
    /// A GUID without quotes.
    case guid(String)
    case open
    case close
    case openList
    case closeList
    case comma
    case equals
    case end
}
