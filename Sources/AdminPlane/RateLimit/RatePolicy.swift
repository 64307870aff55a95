/// How often something may be done: so many times at once, and then once in an interval.
struct RatePolicy: Hashable, Sendable {
    /// What clients are told it is called; letters and hyphens.
    let name: String
    /// How often at once.
    let burst: Int
    /// The time after which one more is allowed.
    let interval: Duration

    /// The time after which all of the burst is allowed again.
    var window: Duration { self.interval * self.burst }
}
