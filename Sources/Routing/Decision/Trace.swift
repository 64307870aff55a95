/// How a decision came about, step by step, for people.
///
/// It is made from the decision, the facts and the rulebook, so a trace can be told again from what was recorded. The
/// decision has the last word: a rulebook does not know that a tenant was suspended.
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
        /// An earlier rule had already decided, or it was decided without the rules.
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

    /// Tells how a decision came about.
    ///
    /// - Parameters:
    ///   - decision: What was decided.
    ///   - facts: What was known.
    ///   - rulebook: The rules of its day.
    public init(of decision: Decision, on facts: CallFacts, by rulebook: Rulebook) {
        self.decision = decision
        guard let pool = rulebook.pool(facts.called) else {
            self.poolName = nil
            self.rules = []
            self.otherwise = nil
            return
        }
        self.poolName = pool.name
        self.otherwise = if case .target(let target) = pool.otherwise { target } else { nil }
        self.rules = pool.rules.enumerated().map { index, rule in
            RuleStep(
                name: rule.name,
                condition: rule.condition,
                target: rule.target,
                verdict: Self.verdict(of: rule, at: index, on: facts.caller, in: decision)
            )
        }
    }

    private static func verdict(
        of rule: Rule,
        at index: Int,
        on caller: CallFacts.Caller,
        in decision: Decision
    ) -> Verdict {
        switch decision.choice {
        case .rule(let chosen) where index == chosen: return .chosen
        case .rule(let chosen) where index > chosen: return .notReached
        case .rule, .otherwise: break
        case nil where !Self.wasLeftToRules(decision.outcome): return .notReached
        case nil: break
        }
        // Where nobody looked, nobody can say that the caller is not whom the rule is for.
        return caller == .notSought && rule.condition.asksDirectory ? .notReached : .passed
    }

    /// Whether a decision that chose nothing came to its rules.
    private static func wasLeftToRules(_ outcome: Outcome) -> Bool {
        switch outcome {
        case .noMatch, .noRule, .withheld: true
        case .routed, .loopGuard, .internalCall, .unknownPool, .ambiguous, .invalidNumber, .crmTimeout, .crmAuth,
            .crmThrottled, .crmError, .breakerOpen, .deadline, .shed, .suspended:
            false
        }
    }
}
