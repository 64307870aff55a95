extension TableText {
    /// One row as RFC 4180 has it, its line break included.
    static func line(_ cells: [String]) -> String {
        cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        // Bytes: CR LF is one character, and equal to neither. A semicolon parts cells elsewhere.
        let needsQuotes = text.utf8.contains { "\",;\r\n\t".utf8.contains($0) }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
