/// A tenant's webhook, before a call has proved that it may use it.
public struct Hook: Sendable {
    private let tenant: ServedTenant

    init(_ tenant: ServedTenant) {
        self.tenant = tenant
    }

    /// The tenant, if the proof opens the webhook.
    ///
    /// It takes the same time whatever was shown.
    public func authenticate(_ proof: WebhookProof) -> ServedTenant? {
        self.tenant.lock.opens(for: proof) ? self.tenant : nil
    }
}
