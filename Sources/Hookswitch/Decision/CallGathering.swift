import Dynamics
import Routing

/// The facts of a call, as far as they can be gathered without waiting.
enum CallGathering: Sendable {
    /// All facts are there.
    case ready(CallFacts, identity: CallerIdentity?, lookup: LookupRecord?)
    /// The caller must be sought in the CRM.
    case sought(called: PhoneNumber, caller: PhoneNumber)

    init(_ call: InboundCall, for tenant: ServedTenant, at now: ContinuousClock.Instant) {
        let called = tenant.number(of: call.called)
        guard tenant.status == .active, let called, let pool = tenant.rulebook.pool(called) else {
            self = Self.unsought(.notSought, call, called: called, for: tenant)
            return
        }
        if case .withheld = call.caller {
            self = .ready(CallFacts(called: called, caller: .withheld), identity: nil, lookup: nil)
            return
        }
        // A colleague may call from an extension, which is no telephone number.
        guard !call.isInternalCaller || tenant.internalCalls == .lookup else {
            self = Self.unsought(.internalCaller, call, called: called, for: tenant)
            return
        }
        guard let caller = tenant.number(of: call.caller) else {
            self = .ready(CallFacts(called: called, caller: .invalidNumber), identity: nil, lookup: nil)
            return
        }
        guard pool.asksDirectory else {
            self = Self.unsought(.notSought, call, called: called, for: tenant)
            return
        }
        if let known = tenant.directory.recall(caller, at: now) {
            let facts = CallFacts(called: called, caller: known.fact)
            self = .ready(facts, identity: known.identity, lookup: .cached)
            return
        }
        // Its bytes have the form of a number; whether any plan can have such a number is asked only now, before Microsoft is.
        guard tenant.reader.isPossible(caller) else {
            self = .ready(CallFacts(called: called, caller: .invalidNumber), identity: nil, lookup: nil)
            return
        }
        self = .sought(called: called, caller: caller)
    }

    private static func unsought(
        _ fact: CallFacts.Caller,
        _ call: InboundCall,
        called: PhoneNumber?,
        for tenant: ServedTenant
    ) -> CallGathering {
        let identity = tenant.number(of: call.caller).map { tenant.directory.identity(of: $0) }
        return .ready(CallFacts(called: called, caller: fact), identity: identity, lookup: nil)
    }

    /// The facts; of a caller still to be sought, that nobody looked.
    var facts: CallFacts {
        switch self {
        case .ready(let facts, _, _): facts
        case .sought(let called, _): CallFacts(called: called, caller: .notSought)
        }
    }

    /// Who called.
    var identity: CallerIdentity? {
        if case .ready(_, let identity, _) = self { identity } else { nil }
    }

    /// How the directory was asked.
    var lookup: LookupRecord? {
        if case .ready(_, _, let lookup) = self { lookup } else { nil }
    }
}

extension ServedTenant {
    /// The number of one end of a call, read as the tenant's country writes numbers; `nil` if it is none.
    func number(of party: Party) -> PhoneNumber? {
        switch party {
        case .number(let number): number
        case .withheld: nil
        case .unread(let text): self.reader.read(text.reveal())
        }
    }
}
