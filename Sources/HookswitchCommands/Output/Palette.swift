/// Colours, or none.
struct Palette: Hashable, Sendable {
    /// Whether colours are used.
    let isEnabled: Bool

    /// No colours: files, pipes, tests.
    static let plain = Palette(isEnabled: false)

    /// Headings and labels.
    func bold(_ text: String) -> String { self.paint(text, "1") }
    /// What went well.
    func good(_ text: String) -> String { self.paint(text, "32") }
    /// What wants attention.
    func warning(_ text: String) -> String { self.paint(text, "33") }
    /// What failed.
    func bad(_ text: String) -> String { self.paint(text, "31") }
    /// What may be skipped.
    func faint(_ text: String) -> String { self.paint(text, "2") }

    /// Wraps the text in an SGR sequence: ECMA-48, 8.3.117.
    private func paint(_ text: String, _ code: String) -> String {
        self.isEnabled ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
