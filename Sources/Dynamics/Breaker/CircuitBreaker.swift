/// Decides whether an environment is asked: a value that never waits and opens nothing.
///
/// One lookup counts once, however many tables it asks. Lookups that were cancelled, shed or had hardly any time say
/// nothing about the environment and are not counted.
struct CircuitBreaker: Sendable {
    /// What a lookup learned of the environment.
    enum Verdict: Hashable, Sendable {
        case healthy
        case failing
        /// The environment asked to be left alone for so long.
        case throttled(seconds: Int)
        case unknown
    }

    /// Whether to ask.
    enum Admission: Hashable, Sendable {
        case admitted
        /// Admitted alone, to see whether the environment is back.
        case probe
        case refused
        /// The environment asked to be left alone for so much longer.
        case throttled(seconds: Int)
    }

    /// So many failures after another open the breaker.
    static let consecutiveFailureCount = 5

    /// Half of at least so many lookups failing within the window open it too.
    static let windowMinimumCount = 20
    static let window = Duration.seconds(10)

    /// How long after opening, or after a failed probe, one lookup may probe.
    static let probeInterval = Duration.seconds(5)

    /// The times that an environment may ask for, and what counts where it names none that can be read.
    static let throttleTimes = 1...300
    static let defaultThrottleSeconds = 30

    /// The window is counted in so many parts, so that it needs no memory per lookup.
    private static let bucketCount: Int64 = 10

    private struct Bucket: Sendable {
        var number: Int64
        var total = 0
        var failed = 0
    }

    private enum State: Sendable {
        case closed
        case open(probeAt: ContinuousClock.Instant)
    }

    private var state = State.closed
    private var throttledUntil: ContinuousClock.Instant?
    private var consecutiveFailures = 0
    private var buckets: [Bucket] = []
    private let startedAt: ContinuousClock.Instant

    init(at now: ContinuousClock.Instant) {
        self.startedAt = now
    }

    /// Seconds that an environment asks for, within what is heeded.
    static func throttleSeconds(_ retryAfter: Duration?) -> Int {
        guard let retryAfter else { return Self.defaultThrottleSeconds }
        let seconds = retryAfter.components.seconds
        return Int(min(max(seconds, Int64(Self.throttleTimes.lowerBound)), Int64(Self.throttleTimes.upperBound)))
    }

    /// What operators see of the breaker.
    func condition(at now: ContinuousClock.Instant) -> BreakerCondition {
        if let throttledUntil, now < throttledUntil { return .throttled }
        switch self.state {
        case .closed: return .closed
        case .open(let probeAt): return now < probeAt ? .open : .halfOpen
        }
    }

    /// What ``admit(at:)`` would refuse with; `nil` if it would let a lookup through.
    func refusal(at now: ContinuousClock.Instant) -> DynamicsError? {
        if let throttledUntil, now < throttledUntil {
            return .throttled(retryAfterSeconds: Self.wholeSeconds(from: now, to: throttledUntil))
        }
        guard case .open(let probeAt) = self.state, now < probeAt else { return nil }
        return .breakerOpen
    }

    /// A lookup wants to ask.
    mutating func admit(at now: ContinuousClock.Instant) -> Admission {
        if let throttledUntil {
            if now < throttledUntil {
                return .throttled(seconds: Self.wholeSeconds(from: now, to: throttledUntil))
            }
            self.throttledUntil = nil
        }
        switch self.state {
        case .closed:
            return .admitted
        case .open(let probeAt):
            guard now >= probeAt else { return .refused }
            // The next probe waits for the interval whether this one comes back or not.
            self.state = .open(probeAt: now + Self.probeInterval)
            return .probe
        }
    }

    /// A lookup that was admitted ended.
    mutating func record(_ verdict: Verdict, at now: ContinuousClock.Instant) {
        switch verdict {
        case .unknown:
            return
        case .throttled(let seconds):
            let until = now + .seconds(seconds)
            self.throttledUntil = max(until, self.throttledUntil ?? until)
        case .healthy:
            self.count(isFailure: false, at: now)
            self.consecutiveFailures = 0
            if case .open = self.state {
                self.state = .closed
                self.buckets = []
            }
        case .failing:
            self.count(isFailure: true, at: now)
            self.consecutiveFailures += 1
            if case .closed = self.state, self.isTooMuch(at: now) {
                self.state = .open(probeAt: now + Self.probeInterval)
            }
        }
    }

    /// Rounded up, so that nobody comes back too early.
    private static func wholeSeconds(from now: ContinuousClock.Instant, to end: ContinuousClock.Instant) -> Int {
        let rest = now.duration(to: end).components
        return Int(rest.seconds) + (rest.attoseconds > 0 ? 1 : 0)
    }

    private func isTooMuch(at now: ContinuousClock.Instant) -> Bool {
        if self.consecutiveFailures >= Self.consecutiveFailureCount { return true }
        let total = self.buckets.reduce(0) { $0 + $1.total }
        let failed = self.buckets.reduce(0) { $0 + $1.failed }
        return total >= Self.windowMinimumCount && failed * 2 >= total
    }

    private mutating func count(isFailure: Bool, at now: ContinuousClock.Instant) {
        let length = Self.window / Double(Self.bucketCount)
        let number = Int64((now - self.startedAt) / length)
        self.buckets.removeAll { $0.number <= number - Self.bucketCount }
        if self.buckets.last?.number != number { self.buckets.append(Bucket(number: number)) }
        self.buckets[self.buckets.count - 1].total += 1
        if isFailure { self.buckets[self.buckets.count - 1].failed += 1 }
    }
}
