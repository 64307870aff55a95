/// One line of a pool's list: for such callers, this target.
public struct Rule: Hashable, Sendable {
    /// What people call the rule, 1 to 100 characters.
    public let name: String
    /// Whom the rule is for.
    public let condition: CallerCondition
    /// Where their calls go.
    public let target: PhoneNumber

    /// States a rule.
    public init(name: String, condition: CallerCondition, target: PhoneNumber) {
        self.name = name
        self.condition = condition
        self.target = target
    }
}
