import Routing

/// A pool of a tenant's document, as it is shown.
public struct PoolView: Codable, Hashable, Sendable {
    /// A rule.
    public struct RuleView: Codable, Hashable, Sendable {
        /// What people call it.
        public let name: String
        /// Whom it is for, as documents have it.
        public let caller: String
        /// Where their calls go, E.164.
        public let target: String
    }

    /// The pool's own number, E.164.
    public let number: String
    /// What people call it.
    public let name: String
    /// The rules; the first that fits decides.
    public let rules: [RuleView]
    /// Where calls go that no rule fits: a number, or `default`.
    public let otherwise: String

    init(_ pool: Pool) {
        self.number = pool.number.e164
        self.name = pool.name
        self.rules = pool.rules.map { rule in
            RuleView(name: rule.name, caller: rule.condition.rawValue, target: rule.target.e164)
        }
        self.otherwise =
            switch pool.otherwise {
            case .defaultRoute: "default"
            case .target(let target): target.e164
            }
    }
}
