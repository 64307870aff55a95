/// Rows as comma-separated values (RFC 4180) that a spreadsheet may open.
enum CommaSeparatedText {
    /// What a cell must not begin with, or a spreadsheet takes it for a formula and runs it.
    private static let formulaBeginnings: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r"]

    /// One line, without its end.
    static func line(_ cells: [String]) -> String {
        cells.map(Self.cell).joined(separator: ",")
    }

    /// One cell. A formula's beginning gets an apostrophe in front, which spreadsheets show as text; so does that of a
    /// telephone number, for `+358…` is a formula, too.
    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map(Self.formulaBeginnings.contains) ?? false
        let neutral = isFormula ? "'" + text : text
        // Scalars, not characters: CR LF is one character and equal to neither.
        let needsQuotes = neutral.unicodeScalars.contains { ["\"", ",", "\r", "\n", "\t", ";"].contains($0) }
        return needsQuotes ? "\"" + neutral.replacing("\"", with: "\"\"") + "\"" : neutral
    }
}
