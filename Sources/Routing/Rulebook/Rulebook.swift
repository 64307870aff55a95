/// All the pools of a tenant: the pure part of every decision.
public struct Rulebook: Hashable, Sendable {
    private let pools: [PhoneNumber: Pool]

    /// Binds pools into a rulebook.
    ///
    /// - Parameter pools: The pools, each with a number of its own; of two with one number the first counts. The tenant
    ///   document refuses such a pair before it comes here.
    public init(pools: [Pool]) {
        self.pools = Dictionary(pools.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// How many pools there are.
    public var poolCount: Int {
        self.pools.count
    }

    /// The pool with a number.
    public func pool(_ number: PhoneNumber?) -> Pool? {
        number.flatMap { self.pools[$0] }
    }

    /// Decides where a call goes. Nothing but the facts and the rulebook has a say.
    public func decide(_ facts: CallFacts) -> Decision {
        guard let pool = self.pool(facts.called) else { return .defaultRoute(.unknownPool) }

        switch facts.caller {
        case .internalCaller: return .defaultRoute(.internalCall)
        case .invalidNumber: return .defaultRoute(.invalidNumber)
        case .ambiguous: return .defaultRoute(.ambiguous)
        case .unavailable(let failure): return .defaultRoute(Outcome(failure))
        case .withheld: return Self.apply(pool, to: facts.caller, unless: .withheld)
        case .unknown: return Self.apply(pool, to: facts.caller, unless: .noMatch)
        case .known, .notSought: return Self.apply(pool, to: facts.caller, unless: .noRule)
        }
    }

    /// Applies a pool's rules; `outcome` is what a call gets that none of them fits.
    private static func apply(_ pool: Pool, to caller: CallFacts.Caller, unless outcome: Outcome) -> Decision {
        guard let (choice, target) = pool.choose(for: caller) else { return .defaultRoute(outcome) }
        // A call sent to the pool it waits in would come back for ever. Apply refuses such documents; this is the last
        // door, for whatever came past it.
        guard target != pool.number else { return .defaultRoute(.loopGuard, by: choice) }
        return .routed(to: target, by: choice)
    }
}
