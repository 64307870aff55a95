import Hookswitch

/// A decision told step by step: who called, which pool, which rules, what answer.
struct TraceSteps: Sendable {
    /// Spaces before what follows a step's name.
    private static let indent = 11

    /// How the call was decided.
    let trace: TraceView
    /// The answer's HTTP status.
    let status: Int
    /// What became of the call.
    let outcome: String
    /// Where it went.
    let target: String?
    /// The caller as far as it may be shown; `nil` where nobody kept it.
    let caller: String?

    /// The steps' lines.
    func lines(palette: Palette) -> [String] {
        self.step(1, "caller", self.callerLines, palette)
            + self.step(2, "pool", [self.poolLine], palette)
            + self.step(3, "rules", self.ruleLines(palette), palette)
            + self.step(4, "answer", [self.answerLine], palette)
    }

    private func step(_ number: Int, _ name: String, _ lines: [String], _ palette: Palette) -> [String] {
        lines.enumerated().map { index, line in
            let head = index == 0 ? " \(number) \(name)" : ""
            let padded = TerminalText.padded(head, to: Self.indent)
            return (index == 0 ? palette.bold(padded) : padded) + line
        }
    }

    private var callerLines: [String] {
        let parts = self.trace.caller.split(separator: ":", maxSplits: 1).map(String.init)
        let table = parts.count > 1 ? parts[1] : ""
        let fact =
            switch parts.first {
            case "known": "found as \(table)"
            case "unknown": "not in the directory"
            case "ambiguous": "several of \(table) have this number"
            case "unavailable": "the directory could not be asked: \(table)"
            case "withheld": "hides the number"
            case "invalid_number": "the text is no telephone number"
            case "internal": "on the customer's own exchange"
            case "not_sought": "not looked up: " + self.reasonNotSought
            default: self.trace.caller
            }
        return [[self.caller, fact].compactMap { $0 }.joined(separator: ": ")] + self.lookupLines
    }

    private var reasonNotSought: String {
        if self.outcome == "suspended" { return "the tenant is suspended" }
        if self.trace.pool == nil { return "the pool's text is no telephone number" }
        return self.trace.poolName == nil ? "the tenant has no such pool" : "no rule of the pool asks who calls"
    }

    private var lookupLines: [String] {
        guard let lookup = self.trace.lookup else { return [] }
        var lines: [String] = []
        switch lookup.source {
        case .cache: lines.append("remembered from an earlier call")
        case .crm:
            let time = lookup.microseconds.map { " in " + Self.milliseconds($0) } ?? ""
            let notations = lookup.notations.map { ", \($0) notations of the number" } ?? ""
            lines.append("asked Dynamics\(time)\(notations)")
        case .none: break
        }
        if let token = lookup.tokenMicroseconds { lines.append("access token: \(Self.milliseconds(token))") }
        for request in lookup.requests ?? [] {
            let name = request.table + (request.fallback ? " (contains)" : "")
            let rows = request.rows.map { $0 == 1 ? "1 row" : "\($0) rows" }
            let status = request.status.map { "HTTP \($0)" }
            let found = request.error ?? rows ?? status ?? "no answer"
            lines.append("\(name): \(TerminalText.visible(found)), \(Self.milliseconds(request.microseconds))")
        }
        if let match = lookup.match { lines.append("matched \(match.table) \(match.row) in \(match.column)") }
        if let error = lookup.error { lines.append(TerminalText.visible(error)) }
        return lines
    }

    private var poolLine: String {
        guard let pool = self.trace.pool else { return "the text is no telephone number" }
        guard let name = self.trace.poolName else { return "\(pool): the tenant has no such pool" }
        return "\(pool) \(TerminalText.visible(name))"
    }

    private func ruleLines(_ palette: Palette) -> [String] {
        guard self.trace.poolName != nil else { return ["none"] }
        let names = self.trace.rules.map { TerminalText.visible($0.name) }
        // Names are people's, and may be long; the verdict behind them must stay in sight.
        let width = min(30, names.map(TerminalText.width).max() ?? 0)
        let rules = zip(self.trace.rules, names).map { rule, name in
            let cell = TerminalText.padded(TerminalText.fitted(name, to: width), to: width)
            return switch rule.verdict {
            case "chosen": "\(palette.good("✔")) \(cell)  when \(rule.when) → \(rule.target)"
            case "passed": "\(palette.bad("✗")) \(cell)  when \(rule.when): it is not"
            default: palette.faint("·") + " \(cell)  not reached"
            }
        }
        let mark = self.trace.chosen == "otherwise" ? palette.good("✔") : "–"
        return rules + ["\(mark) otherwise \(self.trace.otherwise.map { "→ \($0)" } ?? "default route")"]
    }

    private var answerLine: String {
        let choice = self.trace.chosen.map { $0 == "otherwise" ? ", by otherwise" : ", by rule \"\($0)\"" } ?? ""
        guard let target = self.target else { return "\(self.status) \(self.outcome): default route" }
        return "\(self.status) \(self.outcome) → \(target)" + TerminalText.visible(choice)
    }

    private static func milliseconds(_ microseconds: Int) -> String {
        CallDuration.text(milliseconds: Double(microseconds) / 1000) + " ms"
    }
}
