import Routing

/// A recorded call put to today's tenant: what would become of it, as far as the record tells.
struct DecisionReplay {
    /// What was known of the call.
    let facts: CallFacts
    /// What became of it.
    let outcome: Outcome
    /// The tenant document of its day.
    let recorded: TenantDocument

    /// Decides again.
    ///
    /// - Parameters:
    ///   - today: The tenant document now.
    ///   - status: Whether the tenant's calls are routed now.
    /// - Returns: `nil` if today's rules ask for more than was found out then.
    func decision(by today: TenantDocument, status: TenantStatus) -> Decision? {
        guard status == .active else { return .defaultRoute(.suspended) }
        let rulebook = today.rulebook
        guard let pool = rulebook.pool(self.facts.called) else { return .defaultRoute(.unknownPool) }
        guard let caller = self.caller(in: pool, of: today) else { return nil }
        return rulebook.decide(CallFacts(called: self.facts.called, caller: caller))
    }

    /// What ``CallGathering`` would find out of the same caller today; `nil` if the record does not tell.
    private func caller(in pool: Pool, of today: TenantDocument) -> CallFacts.Caller? {
        if case .withheld = self.facts.caller { return .withheld }
        if case .internalCaller = self.facts.caller { return today.internalCalls == .skip ? .internalCaller : nil }
        // Where such calls are looked up like others, the record does not say which they were.
        guard self.recorded.internalCalls == .skip || today.internalCalls == .lookup else { return nil }

        switch self.facts.caller {
        case .known, .unknown, .ambiguous, .unavailable: return pool.asksDirectory ? self.facts.caller : .notSought
        case .notSought: return self.wasCallerRead && !pool.asksDirectory ? .notSought : nil
        // Whether any plan can have a number is asked only before a search, so without one it might have passed.
        case .invalidNumber: return pool.asksDirectory || !self.askedDirectory ? .invalidNumber : nil
        case .withheld, .internalCaller: return self.facts.caller
        }
    }

    /// Whether anybody looked at the caller's text before the call was decided.
    private var wasCallerRead: Bool {
        self.outcome != .suspended && self.outcome != .unknownPool
    }

    /// Whether the pool asked who calls.
    private var askedDirectory: Bool {
        self.recorded.rulebook.pool(self.facts.called)?.asksDirectory == true
    }
}
