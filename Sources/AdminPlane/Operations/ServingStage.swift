public import Hookswitch

/// Where in its life a server is: what `/readyz` tells.
public enum ServingStage: Hashable, Sendable {
    /// Keys or the first snapshot are not loaded yet.
    case starting
    /// Calls are answered, whatever is away.
    case serving(Readiness)
    /// No new work is taken.
    case stopping
}
