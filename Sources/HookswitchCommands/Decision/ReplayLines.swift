import Hookswitch

/// What a recorded call would get today, for people.
struct ReplayLines: Sendable {
    let lines: [String]

    init(_ replayed: ReplayedDecision) {
        let decision = replayed.decision
        var lines = ["\(LocalTime.short(decision.at)) \(decision.tenant)", "then   " + Self.text(replayed.recorded)]
        if let today = replayed.today {
            lines.append("today  " + Self.text(today))
            lines.append(replayed.isChanged == true ? "It would be answered otherwise." : "Nothing would change.")
        } else {
            lines.append("What would become of this call today is not known: too little was found out of the caller.")
        }
        self.lines = lines
    }

    private static func text(_ answer: ReplayedDecision.Answer) -> String {
        "→ \(answer.target ?? "default route") (\(answer.outcome)), version \(answer.version)"
    }
}
