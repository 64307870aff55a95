/// How a rulebook came to its decision, step by step, for people.
///
/// It is made from the facts and the rulebook alone, so a decision's trace can be told again from what was recorded.
public struct Trace: Hashable, Sendable {
    /// What one rule said.
    public struct RuleStep: Hashable, Sendable {
        /// The rule's name.
        public let name: String
        /// Whom the rule is for.
        public let condition: CallerCondition
        /// The rule's target.
        public let target: PhoneNumber
        /// Whether the rule was reached, and if so whether it held.
        public let verdict: Verdict
    }

    /// What became of a rule.
    public enum Verdict: String, Hashable, Sendable {
        /// Its condition holds, and it decided.
        case chosen
        /// Its condition does not hold.
        case passed
        /// An earlier rule, or the facts, had already decided.
        case notReached = "not_reached"
    }

    /// The pool's name, if the tenant has the pool.
    public let poolName: String?
    /// The rules of the pool, in order.
    public let rules: [RuleStep]
    /// The target of the pool's `otherwise`, if it has one.
    public let otherwise: PhoneNumber?
    /// What was decided.
    public let decision: Decision

    /// Tells how a rulebook decides on these facts.
    public init(_ facts: CallFacts, by rulebook: Rulebook) {
        self.decision = rulebook.decide(facts)
        guard let pool = rulebook.pool(facts.called) else {
            self.poolName = nil
            self.rules = []
            self.otherwise = nil
            return
        }
        self.poolName = pool.name
        self.otherwise = if case .target(let target) = pool.otherwise { target } else { nil }
        let decision = self.decision
        self.rules = pool.rules.enumerated().map { index, rule in
            RuleStep(
                name: rule.name,
                condition: rule.condition,
                target: rule.target,
                verdict: Self.verdict(ofRuleAt: index, facts: facts, decision: decision)
            )
        }
    }

    private static func verdict(ofRuleAt index: Int, facts: CallFacts, decision: Decision) -> Verdict {
        switch (facts.caller, decision.choice) {
        case (.internalCaller, _), (.invalidNumber, _), (.ambiguous, _), (.unavailable, _): .notReached
        case (_, .rule(let chosen)) where index == chosen: .chosen
        case (_, .rule(let chosen)) where index > chosen: .notReached
        default: .passed
        }
    }
}
