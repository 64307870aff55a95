import Hookswitch
import Routing

extension OnboardingServer {
    /// What `explain` takes.
    private struct Question: Encodable {
        let from: String
        let to: String
    }

    /// Sends a call through the webhook, where its address and a key are known; else, or if nobody answers there, asks the
    /// server what would become of it.
    func call(from caller: String, to pool: String, of tenant: StoredTenant, by key: Onboarding.Key?) async throws
        -> OnboardedCall
    {
        guard let proof = Self.proof(key) else {
            return try await self.explain(caller, pool, tenant, because: "the value of the live key is not known here")
        }
        let webhook = tenant.view.webhook
        guard let url = self.callsURL.map({ $0 + webhook.path }) ?? webhook.url else {
            return try await self.explain(caller, pool, tenant, because: "the server does not know its public address")
        }
        let call = WebhookCall(url: url, caller: caller, pool: pool, callID: WebhookCall.testCallID())
        let answer: WebhookCall.Answer
        do {
            answer = try await call.send(proof)
        } catch let error as CancellationError {
            throw error
        } catch {
            // Only the edge may be closed to this machine, and calls of Enreach come through all the same.
            let reason = "\(url) cannot be called from here; --calls-url names another way to the listener for calls"
            return try await self.explain(caller, pool, tenant, because: reason)
        }
        return try await call.recorded(answer, of: tenant.slug, through: self.client)
    }

    private static func proof(_ key: Onboarding.Key?) -> WebhookCallProof? {
        switch key {
        case .issued(let key):
            if let user = key.user {
                .basic(user: user, password: Secret(key.value))
            } else {
                .apiKey(Secret(key.value))
            }
        case .unneeded: WebhookCallProof.none
        case .kept, nil: nil
        }
    }

    private func explain(
        _ caller: String,
        _ pool: String,
        _ tenant: StoredTenant,
        because reason: String
    ) async throws -> OnboardedCall {
        let explanation = try await self.client.post(
            ["tenants", tenant.slug, "explain"],
            json: try CommandOutput.json(Question(from: caller, to: pool)),
            as: CallExplanation.self
        )
        return OnboardedCall(
            from: caller,
            to: pool,
            wasSent: false,
            status: explanation.status,
            outcome: explanation.outcome,
            target: explanation.target,
            poolName: explanation.trace.poolName,
            chosen: explanation.trace.chosen,
            decision: nil,
            durationMilliseconds: explanation.durationMilliseconds,
            note: reason
        )
    }
}
