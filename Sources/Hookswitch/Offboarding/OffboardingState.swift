/// How far the end of a tenant is.
public enum OffboardingState: String, CaseIterable, Codable, Hashable, Sendable {
    /// The tenant is suspended, and nothing is destroyed yet: resuming it cancels.
    case waiting
    /// The tenant's key is destroyed; what is left of its rows goes now.
    case destroying
    /// All is gone, and there is a certificate.
    case destroyed
    /// The tenant was resumed while it waited.
    case cancelled
}
