import Hookswitch

/// The first call that the telephony cloud sent of a tenant.
enum FirstCall {
    /// Whether a decision is of such a call, and not of one that Hookswitch sent itself to try the webhook.
    static func isReal(_ decision: DecisionView) -> Bool {
        !(decision.callID?.hasPrefix(WebhookCall.testPrefix) ?? false)
    }

    /// The first of a page of decisions, newest first; `nil` if there is none yet.
    static func first(in page: [DecisionView]) -> DecisionView? {
        page.last(where: Self.isReal)
    }

    /// When, which, what became of it, and how long it took, in a line.
    static func text(of decision: DecisionView) -> String {
        let duration = CallDuration.text(milliseconds: decision.durationMilliseconds)
        let line = "\(LocalTime.short(decision.at)) \(decision.id) \(decision.outcome), \(duration) ms"
        return TerminalText.visible(line)
    }
}
