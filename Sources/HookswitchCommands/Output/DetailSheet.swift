/// Labelled lines under each other, their values aligned and wrapped to fit a terminal.
struct DetailSheet: Sendable {
    /// Spaces between the longest label and the values.
    private static let gap = 2
    /// Values are wrapped no narrower than this, whatever the terminal.
    private static let minimumValueWidth = 20

    private let details: [(label: String, value: String)]

    /// Makes a sheet of the lines that have a value.
    init(_ lines: [DetailLine]) {
        self.details = lines.compactMap { line in
            line.value.map { (TerminalText.visible(line.label), TerminalText.visible($0)) }
        }
    }

    /// The sheet's lines.
    func lines(width: Int, palette: Palette) -> [String] {
        let indent = (self.details.map { TerminalText.width($0.label) }.max() ?? 0) + Self.gap
        let room = max(Self.minimumValueWidth, width - indent)
        return self.details.flatMap { detail in
            Self.wrapped(detail.value, to: room).enumerated().map { number, part in
                let label = TerminalText.padded(number == 0 ? detail.label : "", to: indent)
                return (label.allSatisfy { $0 == " " } ? label : palette.bold(label)) + part
            }
        }
    }

    /// The text in lines of at most so many columns, broken between words; a longer word is left whole so that it can
    /// be copied.
    static func wrapped(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let candidate = line.isEmpty ? String(word) : line + " " + word
            if line.isEmpty || TerminalText.width(candidate) <= width {
                line = candidate
            } else {
                lines.append(line)
                line = String(word)
            }
        }
        return lines + [line]
    }
}
