/// Where a call goes, and by which rule.
public struct Decision: Hashable, Sendable {
    /// What in a pool chose the target.
    public enum Choice: Hashable, Sendable {
        /// The rule at this place in the pool's list, from zero.
        case rule(Int)
        /// What the pool does when no rule fits.
        case otherwise
    }

    /// What became of the call.
    public let outcome: Outcome
    /// Where the call goes; `nil` is the telephony cloud's default route.
    public let target: PhoneNumber?
    /// What chose, also where the loop guard then refused its target.
    public let choice: Choice?

    /// States a decision.
    public init(outcome: Outcome, target: PhoneNumber?, choice: Choice?) {
        self.outcome = outcome
        self.target = target
        self.choice = choice
    }

    /// A call that goes to a target.
    static func routed(to target: PhoneNumber, by choice: Choice) -> Decision {
        Decision(outcome: .routed, target: target, choice: choice)
    }

    /// A call that takes the telephony cloud's default route.
    public static func defaultRoute(_ outcome: Outcome, by choice: Choice? = nil) -> Decision {
        Decision(outcome: outcome, target: nil, choice: choice)
    }
}
