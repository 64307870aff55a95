/// A recorded call put to today's tenant, beside what became of it. Nobody is asked and nothing is recorded: of the caller counts
/// what was found out then.
public struct ReplayedDecision: Codable, Hashable, Sendable {
    /// What the tenant answers, or answered.
    public struct Answer: Codable, Hashable, Sendable {
        /// The version of the tenant's document.
        public let version: Int32
        /// What becomes of the call.
        public let outcome: String
        /// Where it goes; `nil` is the default route.
        public let target: String?
    }

    /// The decision, as it was recorded.
    public let decision: DecisionView
    /// What was answered then.
    public let recorded: Answer
    /// What would be answered today; `nil` if too little is known of the caller, such as where nobody looked who called and
    /// today's rules ask.
    public let today: Answer?
    /// Whether the two go to different places, or for different reasons; `nil` without ``today``.
    public let isChanged: Bool?

    enum CodingKeys: String, CodingKey {
        case decision, recorded, today
        case isChanged = "changed"
    }

    init(_ explanation: DecisionExplanation) {
        let decision = explanation.decision
        let today = explanation.today
        self.decision = decision
        self.recorded = Answer(version: explanation.version, outcome: decision.outcome, target: decision.target)
        self.today = today.map { today in
            Answer(version: explanation.currentVersion, outcome: today.outcome, target: today.target)
        }
        self.isChanged = today.map { $0.outcome != decision.outcome || $0.target != decision.target }
    }
}

extension DecisionService {
    /// Says what a recorded call would get today.
    ///
    /// - Returns: `nil` if there is no such decision that the operator may see.
    /// - Throws: ``DecisionErasure`` if its caller was erased; a `PostgresError`.
    public func replay(_ id: DecisionID, for actor: Operator) async throws -> ReplayedDecision? {
        try await self.why(id, for: actor).map(ReplayedDecision.init)
    }
}
