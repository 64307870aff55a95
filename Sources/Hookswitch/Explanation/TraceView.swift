import Routing

/// How a call was, or would be, decided: as the admin API and the command line show it.
public struct TraceView: Codable, Hashable, Sendable {
    /// One rule of the pool.
    public struct Rule: Codable, Hashable, Sendable {
        /// The rule's name.
        public let name: String
        /// Whom it is for.
        public let when: String
        /// Its target.
        public let target: String
        /// `chosen`, `passed` or `not_reached`.
        public let verdict: String
    }

    /// What was known of the caller, such as `known:contact`.
    public let caller: String
    /// The pool's number; `nil` if the text was no number.
    public let pool: String?
    /// The pool's name; `nil` if the tenant has no such pool.
    public let poolName: String?
    /// The rules, in order.
    public let rules: [Rule]
    /// The target of the pool's `otherwise`; `nil` is the default route.
    public let otherwise: String?
    /// What chose: a rule's name or `otherwise`; `nil` if nothing did.
    public let chosen: String?
    /// How the directory was asked; `nil` if it was not.
    public let lookup: LookupRecord?

    enum CodingKeys: String, CodingKey {
        case caller, pool, rules, otherwise, chosen, lookup
        case poolName = "pool_name"
    }

    init(of decision: Decision, on facts: CallFacts, by rulebook: Rulebook, lookup: LookupRecord?) {
        let trace = Trace(of: decision, on: facts, by: rulebook)
        self.caller = facts.caller.text
        self.pool = facts.called?.e164
        self.poolName = trace.poolName
        self.rules = trace.rules.map { step in
            Rule(
                name: step.name,
                when: step.condition.rawValue,
                target: step.target.e164,
                verdict: step.verdict.rawValue
            )
        }
        self.otherwise = trace.otherwise?.e164
        self.chosen =
            switch trace.decision.choice {
            case .rule(let index): trace.rules.indices.contains(index) ? trace.rules[index].name : nil
            case .otherwise: "otherwise"
            case nil: nil
            }
        self.lookup = lookup
    }
}
