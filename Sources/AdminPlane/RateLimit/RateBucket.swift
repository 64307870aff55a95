/// What is left of a rate, by the generic cell rate algorithm: one moment is all that is kept. A value: time comes from
/// outside.
struct RateBucket: Hashable, Sendable {
    /// When the whole burst is allowed again.
    private var fullAt: ContinuousClock.Instant

    /// One from which nothing was taken.
    init(at now: ContinuousClock.Instant) {
        self.fullAt = now
    }

    /// Whether nothing is taken from it, so that it may be forgotten.
    func isFull(at now: ContinuousClock.Instant) -> Bool {
        self.fullAt <= now
    }

    /// Takes one, if one is left.
    mutating func take(at now: ContinuousClock.Instant, by policy: RatePolicy) -> RateDecision {
        let taken = max(self.fullAt, now).advanced(by: policy.interval)
        let excess = now.duration(to: taken) - policy.window
        guard excess <= .zero else {
            return RateDecision(retryAfter: excess, remaining: 0, restoredAfter: now.duration(to: self.fullAt))
        }
        self.fullAt = taken
        return RateDecision(
            retryAfter: nil,
            remaining: Self.count(of: policy.interval, in: .zero - excess),
            restoredAfter: now.duration(to: taken)
        )
    }

    /// Gives back one that was taken.
    mutating func giveBack(by policy: RatePolicy) {
        self.fullAt = self.fullAt.advanced(by: .zero - policy.interval)
    }

    /// How many whole intervals a time has. In whole numbers: a quotient of floating point may fall short of one.
    private static func count(of interval: Duration, in time: Duration) -> Int {
        let nanoseconds = { (duration: Duration) in
            Int(duration.components.seconds) * 1_000_000_000 + Int(duration.components.attoseconds / 1_000_000_000)
        }
        return nanoseconds(time) / max(1, nanoseconds(interval))
    }
}
