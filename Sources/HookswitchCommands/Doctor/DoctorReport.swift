import Hookswitch

/// All that the doctor found.
struct DoctorReport: Encodable, Sendable {
    /// The checks, in order.
    let data: [DoctorCheck]

    /// The report for people: one line for each check, and under it how to mend it.
    func lines(palette: Palette) -> [String] {
        let width = self.data.map { TerminalText.width($0.id.rawValue) }.max() ?? 0
        return self.data.flatMap { check in
            let mark =
                switch check.status {
                case .ok: palette.good("✔")
                case .warning: palette.warning("!")
                case .failed: palette.bad("✖")
                }
            let id = TerminalText.padded(check.id.rawValue, to: width)
            let indent = String(repeating: " ", count: width + 5)
            let remedies = check.remedy.map { [indent + "→ " + TerminalText.visible($0)] } ?? []
            let more =
                check.status == .failed ? [indent + "more: hookswitch doctor --explain \(check.id.rawValue)"] : []
            return [" \(mark) \(palette.bold(id))  \(TerminalText.visible(check.summary))"] + remedies + more
        }
    }

    /// How many checks failed.
    var failedCount: Int {
        self.data.count { $0.status == .failed }
    }

    /// How many checks want somebody to look.
    var warningCount: Int {
        self.data.count { $0.status == .warning }
    }

    /// The report in one sentence.
    var verdict: String {
        if self.failedCount == 0, self.warningCount == 0 { return "All \(self.data.count) checks passed." }
        return "Problems: \(self.failedCount). Warnings: \(self.warningCount)."
    }
}
