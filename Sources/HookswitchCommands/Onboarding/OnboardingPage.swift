import Hookswitch

/// What the wizard shows, line by line, for a terminal of some width.
struct OnboardingPage: Sendable {
    /// Where the text of a step begins: behind mark, count and the longest title.
    private static let indent = 22
    /// Text is wrapped no narrower than this, whatever the terminal.
    private static let minimumWidth = 20

    /// The colours of standard error.
    let palette: Palette
    /// The columns of standard error.
    let width: Int

    /// How a step ended.
    enum Mark: Sendable {
        case good, warning, open
    }

    /// A step's heading, before its first question.
    func heading(of step: OnboardingStep) -> String {
        self.palette.bold("\(step.count) \(step.title)")
    }

    /// A step and what came of it.
    func line(of step: OnboardingStep, _ mark: Mark, _ text: String) -> [String] {
        let title = TerminalText.padded("\(step.count) \(step.title)", to: Self.indent - 3)
        let sign =
            switch mark {
            case .good: self.palette.good("✔")
            case .warning: self.palette.warning("!")
            case .open: self.palette.faint("–")
            }
        let head = " \(sign) " + self.palette.bold(title)
        let space = String(repeating: " ", count: Self.indent)
        return DetailSheet.wrapped(TerminalText.visible(text), to: max(Self.minimumWidth, self.width - Self.indent))
            .enumerated().map { ($0.offset == 0 ? head : space) + $0.element }
    }

    /// Why an answer will not do.
    func hints(_ hints: [String]) -> [String] {
        hints.flatMap { hint in
            DetailSheet.wrapped(TerminalText.visible(hint), to: max(Self.minimumWidth, self.width - 4)).enumerated()
                .map { ($0.offset == 0 ? "  \(self.palette.bad("✖")) " : "    ") + $0.element }
        }
    }

    /// Something to know.
    func note(_ text: String) -> [String] {
        DetailSheet.wrapped(TerminalText.visible(text), to: max(Self.minimumWidth, self.width - 4)).map { "    " + $0 }
    }
}
