public import Routing

/// What an outcome means to whoever runs the server.
public enum OutcomeClass: String, CaseIterable, Codable, Hashable, Sendable {
    /// The call went to a target.
    case routed
    /// The call took its default route, as it should or for what the tenant's data or document says.
    case `default`
    /// The call took its default route because something of ours or Microsoft's did not work.
    case degraded

    /// The class of an outcome.
    public init(_ outcome: Outcome) {
        self =
            switch outcome {
            case .routed: .routed
            case .noMatch, .noRule, .withheld, .internalCall, .unknownPool, .loopGuard, .ambiguous, .invalidNumber,
                .suspended:
                .default
            case .crmTimeout, .crmAuth, .crmThrottled, .crmError, .breakerOpen, .deadline, .shed: .degraded
            }
    }
}
