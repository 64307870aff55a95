public import Routing

/// A call's line: snapshot → gather the facts → decide → record.
///
/// What needs no waiting is done where the call came in; only a search in the CRM leaves it. The same line serves the
/// webhook and `explain`.
public struct DecisionPipeline: Sendable {
    /// How far a call has come.
    public enum Progress: Sendable {
        /// It is decided.
        case decided(DecidedCall)
        /// Its caller must be sought first: ``DecisionPipeline/finish(_:)``.
        case seeking(SoughtCall)
    }

    /// Where calls find their tenant.
    public let snapshots: SnapshotSource
    private let deadline: Duration
    private let now: @Sendable () -> Moment

    /// Kept back of the deadline for spooling and answering once the facts are there.
    private static let reserve = Duration.milliseconds(50)

    /// Makes a pipeline.
    ///
    /// - Parameters:
    ///   - snapshots: Where calls find their tenant.
    ///   - deadline: How long a call may take in all.
    ///   - now: The wall clock.
    public init(
        snapshots: SnapshotSource,
        deadline: Duration,
        now: @escaping @Sendable () -> Moment = { .now() }
    ) {
        self.snapshots = snapshots
        self.deadline = deadline
        self.now = now
    }

    /// Goes as far as one can without waiting.
    ///
    /// - Parameter receivedAt: When the request had come in whole.
    public func begin(
        _ call: InboundCall,
        for tenant: ServedTenant,
        receivedAt: ContinuousClock.Instant
    ) -> Progress {
        #if DEBUG
            PlantedTrap.spring(on: call)
        #endif
        let gathered = CallGathering(call, for: tenant, at: receivedAt)
        guard case .sought(let called, let caller) = gathered else {
            return .decided(self.decide(gathered, call, for: tenant, receivedAt: receivedAt))
        }
        let sought = SoughtCall(
            deadline: receivedAt + self.deadline,
            call: call,
            tenant: tenant,
            called: called,
            caller: caller,
            receivedAt: receivedAt
        )
        guard let (failure, lookup) = tenant.directory.admit() else { return .seeking(sought) }
        let identity = tenant.directory.identity(of: caller)
        return .decided(self.decide(sought, .unavailable(failure), identity: identity, lookup: lookup))
    }

    /// Seeks the caller within what is left of the deadline, and decides. It always comes back, and in time.
    ///
    /// Each call that ``begin(_:for:receivedAt:)`` wants sought comes here once, for it has a place to give back.
    public func finish(_ sought: SoughtCall) async -> DecidedCall {
        let directory = sought.tenant.directory
        defer { directory.leave() }
        let deadline = sought.deadline - Self.reserve
        // A search that begins too late, behind too much other work, would only add to that work.
        guard deadline > .now else { return self.expire(sought) }
        let identity = directory.identity(of: sought.caller)
        let (fact, lookup) = await directory.find(sought.caller, identity: identity, deadline: deadline)
        return self.decide(sought, fact, identity: identity, lookup: lookup)
    }

    /// Decides a call whose caller was not found in time.
    public func expire(_ sought: SoughtCall) -> DecidedCall {
        self.decide(
            sought,
            .unavailable(.deadline),
            identity: sought.tenant.directory.identity(of: sought.caller),
            lookup: LookupRecord(source: .none, error: "the call's time was over before the search was")
        )
    }

    /// Decides without asking the CRM: of a caller who would have to be sought, `fact` is what is known.
    func decide(
        _ call: InboundCall,
        for tenant: ServedTenant,
        assuming fact: CallFacts.Caller,
        _ lookup: LookupRecord
    ) -> DecidedCall {
        let receivedAt = ContinuousClock.now
        var gathered = CallGathering(call, for: tenant, at: receivedAt)
        if case .sought(let called, let caller) = gathered {
            let facts = CallFacts(called: called, caller: fact)
            gathered = .ready(facts, identity: tenant.directory.identity(of: caller), lookup: lookup)
        }
        return self.decide(gathered, call, for: tenant, receivedAt: receivedAt)
    }

    private func decide(
        _ sought: SoughtCall,
        _ fact: CallFacts.Caller,
        identity: CallerIdentity,
        lookup: LookupRecord
    ) -> DecidedCall {
        let facts = CallFacts(called: sought.called, caller: fact)
        let gathered = CallGathering.ready(facts, identity: identity, lookup: lookup)
        return self.decide(gathered, sought.call, for: sought.tenant, receivedAt: sought.receivedAt)
    }

    private func decide(
        _ gathered: CallGathering,
        _ call: InboundCall,
        for tenant: ServedTenant,
        receivedAt: ContinuousClock.Instant
    ) -> DecidedCall {
        let facts = gathered.facts
        let decision =
            tenant.status == .suspended ? Decision.defaultRoute(.suspended) : tenant.rulebook.decide(facts)
        return DecidedCall(
            record: DecisionRecord(
                tenantID: tenant.scope.tenantID,
                decidedAt: self.now(),
                decision: decision,
                pool: facts.called,
                tenantVersion: tenant.version,
                callerFact: facts.caller,
                callerIdentity: gathered.identity,
                callID: call.callID,
                targetID: call.targetID,
                lookup: gathered.lookup?.json,
                durationMicroseconds: (ContinuousClock.now - receivedAt).clampedMicroseconds
            ),
            activity: tenant.activity
        )
    }
}
