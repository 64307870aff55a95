/// A terminal's whole picture: what `--watch` draws over the picture before.
struct ScreenFrame: Sendable {
    /// The picture's lines.
    let lines: [String]
    /// How many lines the terminal has.
    let height: Int

    /// The text that draws it: from the upper left corner, each line cleared behind its end, and then all below
    /// (ECMA-48 8.3.21, 8.3.41 and 8.3.39). Nothing is cleared before it is drawn, so the picture does not flicker.
    var text: String {
        // The last line stays free: a line feed there would move the whole picture up.
        let room = max(1, self.height - 1)
        var shown = self.lines
        if shown.count > room {
            let hidden = shown.count - room + 1
            shown = shown.prefix(room - 1) + ["… and \(hidden) more"]
        }
        return "\u{1B}[H" + shown.map { $0 + "\u{1B}[K\n" }.joined() + "\u{1B}[J"
    }
}
