/// A service queue in which calls wait, and what becomes of them.
public struct Pool: Hashable, Sendable {
    /// What happens when no rule fits.
    public enum Otherwise: Hashable, Sendable {
        /// The telephony cloud routes as it would without us.
        case defaultRoute
        /// The call goes to this target.
        case target(PhoneNumber)
    }

    /// The pool's own number: the request's `bnum`.
    public let number: PhoneNumber
    /// What people call the pool, 1 to 100 characters.
    public let name: String
    /// The rules; the first that fits decides.
    public let rules: [Rule]
    /// What happens when none fits.
    public let otherwise: Otherwise
    /// Whether a rule asks who calls. If none does, the CRM is left alone and cannot hold up the call.
    public let asksDirectory: Bool

    /// Describes a pool.
    public init(number: PhoneNumber, name: String, rules: [Rule], otherwise: Otherwise) {
        self.number = number
        self.name = name
        self.rules = rules
        self.otherwise = otherwise
        self.asksDirectory = rules.contains { $0.condition.asksDirectory }
    }

    /// What fits a caller: the first rule that holds, else what happens otherwise.
    func choose(for caller: CallFacts.Caller) -> (choice: Decision.Choice, target: PhoneNumber)? {
        for (index, rule) in self.rules.enumerated() where rule.condition.holds(for: caller) {
            return (.rule(index), rule.target)
        }
        guard case .target(let target) = self.otherwise else { return nil }
        return (.otherwise, target)
    }
}
