import Routing

extension CallExplanation {
    /// Lets a call take its line, and records nothing.
    ///
    /// - Parameters:
    ///   - from: The caller as the telephony cloud would write it: `anum`.
    ///   - to: The pool: `bnum`.
    init(from: String, to: String, for tenant: ServedTenant, by pipeline: DecisionPipeline) async {
        let call = InboundCall(caller: Party(parsing: from.utf8), called: Party(parsing: to.utf8))
        let decided =
            switch pipeline.begin(call, for: tenant, receivedAt: .now) {
            case .decided(let decided): decided
            case .seeking(let sought): await pipeline.finish(sought)
            }
        let record = decided.record
        self.init(
            status: record.decision.target == nil ? 204 : 200,
            outcome: record.decision.outcome.rawValue,
            target: record.decision.target?.e164,
            durationMilliseconds: Double(record.durationMicroseconds) / 1000,
            trace: TraceView(
                of: record.decision,
                on: CallFacts(called: record.pool, caller: record.callerFact),
                by: tenant.rulebook,
                lookup: record.lookup.flatMap(LookupRecord.init(json:))
            )
        )
    }
}
