/// Keeps a spreadsheet from taking a cell for a formula and running it, and takes that off again.
///
/// A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe in front; so does a number in E.164,
/// whose `+` a spreadsheet would drop, and round the rest. Text that begins with apostrophes and then such a character gets
/// one more. So every text comes back as it was, and what nobody guarded comes in as it is.
enum FormulaGuard {
    private static let beginnings: Set<UInt8> = Set("=+-@\t\r".utf8)

    /// The cell that stands for a text.
    static func guarded(_ text: String) -> String {
        Self.isFormulaBehindApostrophes(text) ? "'" + text : text
    }

    /// The text that a cell stands for.
    static func text(of cell: String) -> String {
        cell.utf8.first == UInt8(ascii: "'") && Self.isFormulaBehindApostrophes(cell) ? String(cell.dropFirst()) : cell
    }

    private static func isFormulaBehindApostrophes(_ text: String) -> Bool {
        text.utf8.first { $0 != UInt8(ascii: "'") }.map(Self.beginnings.contains) ?? false
    }
}
