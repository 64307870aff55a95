import Routing

/// Says what would become of a call, by the very line that answers calls, and records nothing.
public struct CallExplainer: Sendable {
    private let pipeline: DecisionPipeline

    /// Explains by a pipeline.
    public init(pipeline: DecisionPipeline) {
        self.pipeline = pipeline
    }

    /// Explains a call.
    ///
    /// - Parameters:
    ///   - slug: The tenant.
    ///   - from: The caller as the telephony cloud would write it: `anum`.
    ///   - to: The pool: `bnum`.
    /// - Returns: `nil` if this server has no such tenant that the operator may see.
    public func explain(_ slug: String, from: String, to: String, for actor: Operator) async -> CallExplanation? {
        guard let tenant = self.pipeline.snapshots.current.tenant(slug: slug),
            actor.scope(of: tenant.scope.tenantID) != nil
        else {
            return nil
        }
        let call = InboundCall(caller: Party(parsing: from.utf8), called: Party(parsing: to.utf8))
        let decided =
            switch self.pipeline.begin(call, for: tenant, receivedAt: .now) {
            case .decided(let decided): decided
            case .seeking(let sought): await self.pipeline.finish(sought)
            }
        let record = decided.record
        return CallExplanation(
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
