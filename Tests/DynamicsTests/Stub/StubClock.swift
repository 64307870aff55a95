import Synchronization

/// A clock that stands still until it is advanced.
final class StubClock: Sendable {
    private let start = ContinuousClock.now
    private let elapsed = Mutex(Duration.zero)

    var offset: Duration { self.elapsed.withLock { $0 } }
    var now: ContinuousClock.Instant { self.start + self.offset }

    func advance(by duration: Duration) {
        self.elapsed.withLock { $0 += duration }
    }
}
