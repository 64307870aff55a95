import Routing

extension CallExplanation {
    /// Lets a call take its line, and records nothing.
    init(_ question: CallQuestion, for tenant: ServedTenant, by pipeline: DecisionPipeline) async {
        let call = InboundCall(
            caller: Party(parsing: question.from.utf8),
            called: Party(parsing: question.to.utf8),
            targetID: question.targetID
        )
        let decided: DecidedCall =
            switch question.source {
            case .live:
                switch pipeline.begin(call, for: tenant, receivedAt: .now) {
                case .decided(let decided): decided
                case .seeking(let sought): await pipeline.finish(sought)
                }
            case .cache:
                pipeline.decide(
                    call,
                    for: tenant,
                    assuming: .unavailable(.error),
                    LookupRecord(source: .none, error: "the caller is not remembered, and the CRM was not asked")
                )
            case .fixture(let fixture):
                pipeline.decide(
                    call,
                    for: tenant.forgetful(),
                    assuming: fixture.fact(in: tenant.directory.settings.tables),
                    LookupRecord(source: .none, error: fixture.failure.map { "as given: \($0.rawValue)" })
                )
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
