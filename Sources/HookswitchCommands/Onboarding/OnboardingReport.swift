import Hookswitch

/// What an onboarding came to, for programs.
struct OnboardingReport: Codable, Sendable {
    /// The tenant.
    let tenant: TenantView
    /// What the verification found.
    let probes: [VerificationProbe]
    /// The key that was made, with its value, this once; `nil` if none was.
    let webhookKey: IssuedWebhookKey?
    /// The test call; `nil` if there was none.
    let call: OnboardedCall?
    /// What to send to Enreach.
    let handoff: HandoffSheet?

    enum CodingKeys: String, CodingKey {
        case tenant, probes, call, handoff
        case webhookKey = "webhook_key"
    }

    /// Tells of a wizard that has ended; `nil` before there is a tenant.
    init?(_ state: Onboarding) {
        guard let tenant = state.tenant else { return nil }
        self.tenant = tenant.view
        self.probes = state.probes
        if case .issued(let key) = state.key { self.webhookKey = key } else { self.webhookKey = nil }
        self.call = state.call
        self.handoff = state.sheet
    }
}
