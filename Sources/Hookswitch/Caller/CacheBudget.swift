import Synchronization

/// How many callers all tenants together may still have remembered. Beyond it a tenant that adds one drops its own oldest
/// half, so a busy tenant cannot push out the others' callers.
final class CacheBudget: Sendable {
    private let count = Atomic<Int>(0)
    private let maximumCount: Int

    init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    /// Whether no more should be added.
    var isSpent: Bool {
        self.count.load(ordering: .relaxed) >= self.maximumCount
    }

    /// How many callers are remembered.
    var used: Int {
        self.count.load(ordering: .relaxed)
    }

    /// Counts entries added; fewer than none if more were dropped.
    func take(_ change: Int) {
        self.count.wrappingAdd(change, ordering: .relaxed)
    }

    /// Counts entries dropped.
    func give(back count: Int) {
        self.take(-count)
    }
}
