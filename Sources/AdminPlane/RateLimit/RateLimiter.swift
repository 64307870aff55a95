import Synchronization

/// A ``RateTable`` for all event loops.
final class RateLimiter<Key: Hashable & Sendable>: Sendable {
    /// How often each may.
    let policy: RatePolicy
    private let table: Mutex<RateTable<Key>>

    init(policy: RatePolicy, maximumCount: Int) {
        self.policy = policy
        self.table = Mutex(RateTable(policy: policy, maximumCount: maximumCount))
    }

    /// Takes one for a key, if one is left.
    func take(_ key: Key, at now: ContinuousClock.Instant = .now) -> RateDecision {
        self.table.withLock { $0.take(key, at: now) }
    }

    /// Gives back one that was taken for a key.
    func giveBack(_ key: Key) {
        self.table.withLock { $0.giveBack(key) }
    }
}
