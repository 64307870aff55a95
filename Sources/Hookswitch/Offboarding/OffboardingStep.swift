/// What ``OffboardingWork`` does, each in a transaction of its own.
enum OffboardingStep: CaseIterable, Hashable, Sendable {
    /// The key, and all rows that are not many.
    case key
    /// Some decisions.
    case decisions
    /// The certificate.
    case certificate
}
