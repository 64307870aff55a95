import Hookswitch

/// A probe as people read it: one line that says how it stands, and below it what is wrong and how to mend it.
struct ProbeLines: Sendable {
    /// The longest name of a step that ends in the same column as others: `credential_expiry`.
    private static let nameWidth = 17
    /// Where what stands below begins.
    private static let indent = 4

    let probe: VerificationProbe

    /// The lines, wrapped to a width. Commands are wrapped as their shell takes them, so that they can be pasted.
    func lines(width: Int, palette: Palette) -> [String] {
        let name = TerminalText.padded(TerminalText.visible(self.probe.id), to: Self.nameWidth)
        let head = " \(self.mark(palette)) \(palette.bold(name))  "
        let headWidth = 5 + max(Self.nameWidth, TerminalText.width(self.probe.id))
        let time = self.probe.called == nil ? "" : " · \(CallDuration.text(milliseconds: self.duration)) ms"
        let text = TerminalText.visible(self.probe.finding) + time
        let finding = DetailSheet.wrapped(text, to: max(20, width - headWidth))
        let space = String(repeating: " ", count: headWidth)
        let first = finding.enumerated().map { ($0.offset == 0 ? head : space) + $0.element }
        guard self.probe.status == .warning || self.probe.status == .failed else { return first }
        return first + self.exchange(width: width, palette: palette) + self.remedy(width: width, palette: palette)
    }

    private var duration: Double { self.probe.durationMilliseconds }

    private func mark(_ palette: Palette) -> String {
        switch self.probe.status {
        case .ok: palette.good("✔")
        case .warning: palette.warning("!")
        case .failed: palette.bad("✖")
        case .skipped: palette.faint("–")
        }
    }

    private func exchange(width: Int, palette: Palette) -> [String] {
        let facts = [("called", self.probe.called), ("answered", self.probe.answered)]
        return facts.flatMap { label, value -> [String] in
            guard let value else { return [] }
            let label = TerminalText.padded(label, to: 10)
            return DetailSheet.wrapped(TerminalText.visible(value), to: max(20, width - Self.indent - 10)).enumerated()
                .map { index, line in
                    let head = index == 0 ? palette.faint(label) : String(repeating: " ", count: 10)
                    return String(repeating: " ", count: Self.indent) + head + line
                }
        }
    }

    private func remedy(width: Int, palette: Palette) -> [String] {
        let space = String(repeating: " ", count: Self.indent)
        return self.probe.remedy.flatMap { step -> [String] in
            let step = TerminalText.visible(step)
            if step.hasPrefix("$ ") || step.hasPrefix("PS> ") {
                return PastableCommand(step).lines(width: width - Self.indent - 2).map { space + "  " + $0 }
            }
            let lines = DetailSheet.wrapped(step, to: max(20, width - Self.indent - 2))
            return lines.enumerated().map { space + ($0.offset == 0 ? "→ " : "  ") + $0.element }
        }
    }
}
