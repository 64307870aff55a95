import Synchronization

/// A ceiling on requests under way; who comes when it is reached is turned away at once, because a call cannot queue.
final class ConcurrencyLimit: Sendable {
    private let maximumCount: Int
    private let count = Mutex(0)

    init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    /// Takes places for so many requests, all of them or none.
    ///
    /// - Returns: Whether they were free; then each is given back with ``release()``.
    func reserve(_ requestCount: Int) -> Bool {
        self.count.withLock { count in
            guard count + requestCount <= self.maximumCount else { return false }
            count += requestCount
            return true
        }
    }

    /// Gives one place back.
    func release() {
        self.count.withLock { $0 -= 1 }
    }
}
