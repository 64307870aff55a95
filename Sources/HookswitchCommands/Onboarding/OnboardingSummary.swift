import Hookswitch

/// What came of each step, in a sentence.
struct OnboardingSummary: Sendable {
    let state: Onboarding

    /// What came of a step; `nil` if there is nothing to say.
    func text(of step: OnboardingStep) -> (mark: OnboardingPage.Mark, text: String)? {
        switch step {
        case .tenant: self.tenant
        case .dynamics: (.good, self.state.tenant?.view.dataverse?.url ?? self.state.answers.url ?? "")
        case .credential: self.credential
        case .verify: self.verification
        case .pools: self.pools
        case .key: self.key
        case .call: self.call
        }
    }

    private var tenant: (OnboardingPage.Mark, String)? {
        let (view, answers) = (self.state.tenant?.view, self.state.answers)
        guard let slug = view?.slug ?? answers.slug, let name = view?.name ?? answers.name else { return nil }
        let region = (view?.region ?? answers.region).map { ", numbers of \($0)" } ?? ""
        return (.good, "\(slug), \"\(name)\"\(region)" + (self.state.isResumed ? ", was there already" : ""))
    }

    private var credential: (OnboardingPage.Mark, String)? {
        guard let entra = self.state.tenant?.view.entra else { return nil }
        let ids = "directory \(entra.tenant), application \(entra.clientID)"
        guard let credential = entra.credential else { return (.open, "\(ids), no secret") }
        let expiry = credential.expiresAt.map { "expires \($0.prefix(10))" } ?? "expiry unknown"
        return (.good, "\(ids), secret kept (fingerprint \(credential.fingerprint)), \(expiry)")
    }

    private var verification: (OnboardingPage.Mark, String)? {
        let probes = self.state.probes.filter { OnboardingProbes.isOfConnection($0.id) }
        let passedCount = probes.count { $0.status == .ok }
        let warnings = probes.filter { $0.status == .warning }.map(\.id)
        let noted = warnings.isEmpty ? "" : "; to look at: \(warnings.joined(separator: ", "))"
        switch self.state.verdict {
        case .passed: return (warnings.isEmpty ? .good : .warning, "\(passedCount) probes passed\(noted)")
        case .postponed, .failed:
            let failed = probes.filter { $0.status == .failed }.map(\.id)
            return (.open, "left for later: \(failed.joined(separator: ", "))")
        case nil: return nil
        }
    }

    private var pools: (OnboardingPage.Mark, String)? {
        guard let pools = self.state.tenant?.pools else { return nil }
        let count = pools.count == 1 ? "1 pool" : "\(pools.count) pools"
        let probes = self.state.probes.filter { OnboardingProbes.isOfPools($0.id) }
        let wrong = probes.filter { $0.status == .warning || $0.status == .failed }
        guard wrong.isEmpty else { return (.warning, ([count] + wrong.map(\.finding)).joined(separator: ". ")) }
        let isChecked = probes.contains { $0.id == "pool_loops" && $0.status == .ok }
        return (.good, isChecked ? "\(count), no loop, no duplicate" : count)
    }

    private var key: (OnboardingPage.Mark, String)? {
        switch self.state.key {
        case .issued(let key):
            let header = "in header \(WebhookCallProof.keyHeaderName)"
            return (.good, "\(key.id) \(key.user == nil ? header : "as password of HTTP Basic"), shown this once")
        case .kept:
            let hints = (self.state.tenant?.liveKeys ?? []).map { "…\($0.hint)" }.joined(separator: ", ")
            return (.good, "kept: the key that ends in \(hints)")
        case .unneeded: return (.warning, "none: whoever knows the path may send calls")
        case nil: return nil
        }
    }

    private var call: (OnboardingPage.Mark, String)? {
        guard let call = self.state.call else { return (.open, "not made") }
        let milliseconds = CallDuration.text(milliseconds: call.durationMilliseconds)
        let pool = call.poolName.map { "pool \($0)" } ?? call.to
        let rule = call.chosen.map { $0 == "otherwise" ? $0 : "rule \"\($0)\"" }
        let end = call.target ?? (call.wasAnswered ? "default route" : "no route")
        let path = [call.from, pool, rule, end].compactMap(\.self).joined(separator: " → ")
        let parts = [call.outcome, "\(milliseconds) ms", "HTTP \(call.status)"]
        let outcome = parts.compactMap(\.self).joined(separator: ", ")
        let note = call.wasSent ? call.note : "explained, not sent: \(call.note ?? "")"
        let text = "\(path) (\(outcome))" + (note.map { ". \($0)" } ?? "")
        return (call.isRouted && call.wasSent ? .good : .warning, text)
    }
}
