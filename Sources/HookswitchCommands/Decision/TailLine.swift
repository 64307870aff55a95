import Hookswitch
import Routing

/// One line of a tail: when, what, whose, from whom to where, how long, and the id that `why` takes. The id stays whole, for
/// people copy it; where there is no room the numbers leave, and then the tenant is cut.
struct TailLine {
    /// The longest name of an outcome.
    private static let outcomeWidth = 13
    /// A tenant's slug is cut no shorter than this.
    private static let minimumTenantWidth = 8
    /// Spaces between two parts.
    private static let gap = "  "

    private let decision: DecisionView

    /// A decision's line.
    init(_ decision: DecisionView) {
        self.decision = decision
    }

    /// The line, no wider than the terminal as far as what must stay whole allows.
    func text(width: Int, _ palette: Palette) -> String {
        let time = LocalTime.short(self.decision.at)
        let outcome = TerminalText.padded(TerminalText.visible(self.decision.outcome), to: Self.outcomeWidth)
        let tenant = TerminalText.visible(self.decision.tenant)
        let way = TerminalText.visible("\(self.decision.caller) → \(self.decision.target ?? "default")")
        let duration = CallDuration.text(milliseconds: self.decision.durationMilliseconds) + " ms"
        let id = TerminalText.visible(self.decision.id)

        for parts in [[tenant, way, duration, id], [tenant, duration, id]] {
            let all = [time, outcome] + parts
            guard Self.width(of: all) > width else {
                return ([time, self.painted(outcome, palette)] + parts).joined(separator: Self.gap)
            }
        }
        let room = width - Self.width(of: [time, outcome, "", duration, id])
        let short = TerminalText.fitted(tenant, to: max(room, Self.minimumTenantWidth))
        return [time, self.painted(outcome, palette), short, duration, id].joined(separator: Self.gap)
    }

    private func painted(_ outcome: String, _ palette: Palette) -> String {
        switch Outcome(rawValue: self.decision.outcome).map(OutcomeClass.init) {
        case .routed: palette.good(outcome)
        case .degraded: palette.bad(outcome)
        case .default, nil: outcome
        }
    }

    private static func width(of parts: [String]) -> Int {
        parts.reduce(0) { $0 + TerminalText.width($1) } + Self.gap.count * (parts.count - 1)
    }
}
