/// Why there is no token, by what is to be done next.
enum TokenFailure: Error, Hashable, Sendable {
    /// Nothing changes until somebody changes something.
    case permanent(EntraFailure)
    /// It may work later, and not before the time Entra named, if it named one.
    case transient(DynamicsError, retryAfter: Duration?)

    var error: DynamicsError {
        switch self {
        case .permanent(let failure): .authentication(failure)
        case .transient(let error, _): error
        }
    }
}
