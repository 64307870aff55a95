import Hookswitch

extension DecisionExplanation: DetailDisplayable {
    var lines: [DetailLine] {
        let decision = self.decision
        return [
            DetailLine("decision", decision.id),
            DetailLine("time", decision.at),
            DetailLine("tenant", decision.tenant),
            DetailLine("outcome", decision.outcome),
            DetailLine("status", String(decision.status)),
            DetailLine("caller", decision.caller),
            DetailLine("known as", self.trace.caller),
            DetailLine("pool", decision.pool),
            DetailLine("", self.trace.poolName),
            DetailLine("chosen by", self.trace.chosen),
            DetailLine("target", decision.target ?? "default route"),
            DetailLine("took", CallDuration.text(milliseconds: decision.durationMilliseconds) + " ms"),
            DetailLine("call id", decision.callID),
            DetailLine("version", self.versionText),
            DetailLine("today", self.today.map { "\($0.target ?? "default route") (\($0.outcome))" }),
        ]
    }

    private var versionText: String {
        guard self.version != self.currentVersion else { return String(self.version) }
        return "\(self.version); the tenant is at version \(self.currentVersion)"
    }
}
