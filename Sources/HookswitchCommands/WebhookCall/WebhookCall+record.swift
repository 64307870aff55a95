import Hookswitch

extension WebhookCall {
    /// The call with what was recorded of it, once that has reached the database.
    func recorded(_ answer: Answer, of slug: String, through client: AdminClient) async throws -> OnboardedCall {
        let wasAnswered = [200, 204].contains(answer.status)
        let decision = wasAnswered ? try await self.decision(of: slug, through: client) : nil
        var trace: TraceView?
        if let decision {
            trace = try await client.get(["decisions", decision.id], as: DecisionExplanation.self).trace
        }
        return OnboardedCall(
            from: self.caller,
            to: self.pool,
            wasSent: true,
            status: answer.status,
            outcome: decision?.outcome,
            target: decision?.target,
            poolName: trace?.poolName,
            chosen: trace?.chosen,
            decision: decision?.id,
            durationMilliseconds: answer.duration / .milliseconds(1),
            note: wasAnswered ? nil : "\(self.url) answered as no webhook does: is it the listener for calls?"
        )
    }
}
