@testable import Hookswitch

/// Verifications that ask nobody: what they find is written here.
enum ScriptedVerification {
    static let probes = [
        VerificationProbe(id: "dynamics_name", status: .ok, called: "acme.crm4.dynamics.com", finding: "an address"),
        VerificationProbe(
            id: "token",
            status: .failed,
            called: "POST https://login.microsoftonline.com/…",
            answered: "HTTP 401 invalid_client",
            finding: "Entra takes no such secret.",
            hint: .secretInvalid,
            remedy: ["$ az ad app credential reset"]
        ),
        VerificationProbe(id: "who_am_i", status: .skipped, finding: "not tried, because token failed"),
    ]

    /// Any tenant's that the operator may see, but `nobody`'s; the sample `no number` is none.
    @Sendable
    static func prepare(_ slug: String, sample: String?, for actor: Operator) async throws -> Verification? {
        guard sample != "no number" else { throw VerificationService.Failure.sample }
        guard slug != "crowded" else { throw VerificationService.Failure.busy(retryAfter: .seconds(5)) }
        guard slug != "nobody", actor.reach.slugs?.contains(slug) != false else { return nil }
        return Verification(finding: self.probes)
    }
}
