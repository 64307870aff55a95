/// What became of the test call.
struct OnboardedCall: Codable, Hashable, Sendable {
    /// Who called, in the form of E.164.
    let from: String
    /// The pool that was called.
    let to: String
    /// Whether it went through the webhook; else it was explained.
    let wasSent: Bool
    /// The answer's HTTP status.
    let status: Int
    /// What became of it, such as `routed`; `nil` if nobody recorded it.
    let outcome: String?
    /// Where it would go; `nil` is the default route.
    let target: String?
    /// The pool's name.
    let poolName: String?
    /// What chose: a rule's name or `otherwise`.
    let chosen: String?
    /// The decision's name, `dec_…`; `nil` if it was explained.
    let decision: String?
    /// How long it took, in milliseconds.
    let durationMilliseconds: Double
    /// Why it was not sent through the webhook, or what is wrong with the answer.
    let note: String?

    enum CodingKeys: String, CodingKey {
        case from, to, status, outcome, target, chosen, decision, note
        case wasSent = "sent"
        case poolName = "pool_name"
        case durationMilliseconds = "duration_ms"
    }

    /// Whether the webhook answered as it answers calls.
    var wasAnswered: Bool { [200, 204].contains(self.status) }
    /// Whether a target came back.
    var isRouted: Bool { self.status == 200 }
}
