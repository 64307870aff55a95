/// Why Microsoft's side could not be asked or gave no usable answer.
///
/// Nothing in it names a caller, a customer or a secret, so every case may be shown to anyone and stored.
public enum DynamicsError: Error, Hashable, Sendable {
    /// Entra refuses the credential, and will until somebody changes something.
    case authentication(EntraFailure)
    /// Dataverse knows the token and refuses the application.
    case forbidden(DataverseRefusal)
    /// Dataverse or Entra asked to be left alone for this many seconds.
    case throttled(retryAfterSeconds: Int)
    /// The time was over in this stage.
    case timeout(TimeoutStage)
    /// The environment failed too often lately, so it was not asked.
    case breakerOpen
    /// Too many requests to the environment were under way, so it was not asked.
    case shed
    /// The environment's or authority's address is not one that may be called.
    case egressDenied(EgressRefusal)
    /// An answer came that is not what Microsoft documents, or passes our limits.
    case invalidResponse(InvalidResponse)
    /// No answer came, or one that says that the service fails.
    case unavailable(Unavailability)
}

extension DynamicsError: CustomStringConvertible {
    /// A sentence for operators.
    public var description: String {
        switch self {
        case .authentication(let failure): failure.description
        case .forbidden(let refusal): refusal.description
        case .throttled(let seconds): "Microsoft asks to wait \(seconds) s."
        case .timeout(let stage): "The time was over in the stage \(stage.rawValue)."
        case .breakerOpen: "The environment failed too often lately and is not asked now."
        case .shed: "Too many requests to the environment are under way."
        case .egressDenied(let refusal): refusal.description
        case .invalidResponse(let reason): "The answer is not usable: \(reason.rawValue)."
        case .unavailable(let reason): reason.description
        }
    }
}
