import Routing

/// A number to which a tenant's document sends calls, and what sends them there.
public struct QueueView: Codable, Hashable, Sendable {
    /// A rule, or what a pool does otherwise.
    public struct Use: Codable, Hashable, Sendable {
        /// The pool's number, E.164.
        public let pool: String
        /// What people call the pool.
        public let poolName: String
        /// What people call the rule; `nil` if it is where calls go that no rule of the pool fits.
        public let rule: String?

        enum CodingKeys: String, CodingKey {
            case pool, rule
            case poolName = "pool_name"
        }
    }

    /// The number, E.164.
    public let number: String
    /// What sends calls there, in the order of the document.
    public let uses: [Use]

    /// The queues of pools, by number.
    static func all(of pools: [Pool]) -> [QueueView] {
        var uses: [PhoneNumber: [Use]] = [:]
        for pool in pools {
            let use = { (rule: String?) in Use(pool: pool.number.e164, poolName: pool.name, rule: rule) }
            for rule in pool.rules { uses[rule.target, default: []].append(use(rule.name)) }
            if case .target(let target) = pool.otherwise { uses[target, default: []].append(use(nil)) }
        }
        return uses.map { QueueView(number: $0.key.e164, uses: $0.value) }.sorted { $0.number < $1.number }
    }
}
