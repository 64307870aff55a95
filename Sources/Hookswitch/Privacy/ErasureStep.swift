/// What ``ErasureWork`` does, each in a transaction of its own.
enum ErasureStep: CaseIterable, Hashable, Sendable {
    /// Some decisions.
    case decisions
    /// The certificate.
    case certificate
}
