/// What a breaker lets through.
public enum BreakerCondition: String, Hashable, Sendable, CaseIterable {
    /// Everything.
    case closed
    /// Nothing, until it is time for a probe.
    case open
    /// The next lookup, as a probe.
    case halfOpen = "half_open"
    /// Nothing, because the environment asked to be left alone.
    case throttled
}
