/// What became of a call: the closed list that database, API, command line, console and metrics share.
public enum Outcome: String, CaseIterable, Hashable, Sendable {
    /// A target was returned.
    case routed
    /// The caller is not in the directory.
    case noMatch = "no_match"
    /// No rule of the pool fits the caller.
    case noRule = "no_rule"
    /// The caller hides the number.
    case withheld
    /// The caller is on the customer's own exchange.
    case internalCall = "internal_call"
    /// The tenant has no such pool.
    case unknownPool = "unknown_pool"
    /// The rule's target is the pool itself.
    case loopGuard = "loop_guard"
    /// The directory has several entries with the caller's number.
    case ambiguous
    /// The caller's text is no telephone number.
    case invalidNumber = "invalid_number"
    /// The CRM did not answer in time.
    case crmTimeout = "crm_timeout"
    /// Microsoft refused our credential.
    case crmAuth = "crm_auth"
    /// Microsoft asked us to wait.
    case crmThrottled = "crm_throttled"
    /// The CRM answered with an error.
    case crmError = "crm_error"
    /// The CRM failed so often of late that it was not asked.
    case breakerOpen = "breaker_open"
    /// The call's own time ran out.
    case deadline
    /// Too many calls of the tenant were waiting.
    case shed
    /// The tenant is switched off.
    case suspended

    /// The outcome of a call whose caller could not be looked up.
    public init(_ failure: DirectoryFailure) {
        self =
            switch failure {
            case .timeout: .crmTimeout
            case .authentication: .crmAuth
            case .throttled: .crmThrottled
            case .error: .crmError
            case .breakerOpen: .breakerOpen
            case .deadline: .deadline
            case .shed: .shed
            }
    }
}
