import Synchronization

/// Whether a stream's reader keeps taking what it is given.
final class FeedProgress: Sendable {
    private struct Counts: Sendable {
        var waiting = 0
        var takenAt: ContinuousClock.Instant
    }

    private let counts: Mutex<Counts>

    init(at now: ContinuousClock.Instant) {
        self.counts = Mutex(Counts(takenAt: now))
    }

    /// Something was given.
    func noteGiven() {
        self.counts.withLock { $0.waiting += 1 }
    }

    /// Something was written to the connection.
    func noteTaken(at now: ContinuousClock.Instant) {
        self.counts.withLock { counts in
            counts.waiting -= 1
            counts.takenAt = now
        }
    }

    /// Whether something waits and nothing was taken for too long.
    func isStuck(at now: ContinuousClock.Instant, patience: Duration) -> Bool {
        self.counts.withLock { $0.waiting > 0 && now - $0.takenAt > patience }
    }
}
