import Synchronization

/// Where calls find the newest snapshot. Reading it takes a lock for as long as it takes to count a reference.
public final class SnapshotSource: Sendable {
    private let snapshot = Mutex(Snapshot.empty)

    /// Begins with the empty snapshot, in which every endpoint is unknown.
    public init() {}

    /// The newest snapshot.
    public var current: Snapshot {
        self.snapshot.withLock { $0 }
    }

    func publish(_ snapshot: Snapshot) {
        self.snapshot.withLock { $0 = snapshot }
    }
}
