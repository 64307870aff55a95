import Hookswitch

/// The status for people.
struct StatusReport: Sendable {
    /// What stands before each thing to look at.
    private static let indent = 2

    private let status: ServerStatus

    /// Reports a status.
    init(_ status: ServerStatus) {
        self.status = status
    }

    /// The report's lines: six of numbers, and one for each thing to look at, with what to run.
    ///
    /// - Parameter width: The columns of the terminal. A command that has no room beside its reason goes under it, whole.
    func lines(width: Int, palette: Palette) -> [String] {
        let calls = self.status.calls
        let tenants = self.status.tenants
        let suspended = tenants.suspended > 0 ? ", \(tenants.suspended) suspended" : ""
        let unshipped = self.status.unshippedSeconds
        let lines = [
            ("server", "hookswitch \(self.status.version), up since \(LocalTime.short(self.status.upSince))"),
            ("tenants", "\(tenants.active) active\(suspended)"),
            ("calls", "\(calls.today) today (UTC), \(Self.tenths(calls.perMinute)) a minute"),
            ("last hour", self.shares),
            ("duration", self.durations),
            ("records", unshipped > 0 ? "the oldest unshipped decision is \(unshipped) s old" : "all shipped"),
        ]
        let numbers = lines.map { label, text in
            palette.bold(TerminalText.padded(label, to: 11)) + TerminalText.visible(text)
        }
        guard !self.status.attention.isEmpty else { return numbers + [palette.good("✔") + " nothing wants attention"] }
        return numbers
            + self.status.attention.flatMap { item in
                let (summary, command) = (TerminalText.visible(item.summary), TerminalText.visible("→ " + item.command))
                let line = summary + " " + command
                let lines =
                    TerminalText.width(line) <= width - Self.indent
                    ? [line] : DetailSheet.wrapped(summary, to: max(1, width - Self.indent)) + [command]
                return lines.enumerated().map { index, text in (index == 0 ? palette.warning("!") : " ") + " " + text }
            }
    }

    /// How the calls of the last hour ended.
    private var shares: String {
        let calls = self.status.calls
        guard calls.lastHour > 0 else { return "no calls" }
        let parts = OutcomeClass.allCases.map { outcomeClass in
            let count = calls.classes[outcomeClass.rawValue] ?? 0
            return "\(Self.tenths(Double(count) * 100 / Double(calls.lastHour))) % \(outcomeClass.rawValue)"
        }
        return "\(calls.lastHour) calls: " + parts.joined(separator: ", ")
    }

    /// How long they took.
    private var durations: String {
        let calls = self.status.calls
        guard let p50 = calls.p50Milliseconds, let p95 = calls.p95Milliseconds, let p99 = calls.p99Milliseconds else {
            return "–"
        }
        return "p50 \(CallDuration.text(milliseconds: p50)) ms, p95 \(CallDuration.text(milliseconds: p95)) ms, "
            + "p99 \(CallDuration.text(milliseconds: p99)) ms"
    }

    /// A number with one decimal; what came over a network and is none is shown as none.
    private static func tenths(_ number: Double) -> String {
        guard number.isFinite, number >= 0, number < 1e12 else { return "–" }
        let tenths = Int64((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
