import Synchronization

/// A breaker that several searches of one environment go by.
final class SharedBreaker: Sendable {
    private let breaker: Mutex<CircuitBreaker>

    /// Makes one that lets requests through.
    init(at now: ContinuousClock.Instant) {
        self.breaker = Mutex(CircuitBreaker(at: now))
    }

    /// Works with the breaker, alone and for a moment.
    func withLock<Result>(_ body: (inout CircuitBreaker) -> Result) -> Result {
        self.breaker.withLock { body(&$0) }
    }
}
