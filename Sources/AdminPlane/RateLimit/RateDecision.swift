/// Whether something may be done now, and what is left.
struct RateDecision: Hashable, Sendable {
    /// The time to wait; `nil` if it may be done now.
    let retryAfter: Duration?
    /// How often more at once.
    let remaining: Int
    /// The time after which all of the burst is allowed again, if nothing more is done.
    let restoredAfter: Duration
}
