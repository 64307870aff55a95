import Synchronization

/// How many callers all tenants together may still have remembered. Beyond it a tenant that adds one drops its own oldest
/// half, so a busy tenant cannot push out the others' callers.
///
/// A tenant whose calls have ended asks its cache for nothing more, so the budget knows the caches that share it and has
/// them drop what is over: else the callers of quiet tenants would stay, and leave no room for those of busy ones.
final class CacheBudget: Sendable {
    /// A cache that shares the budget, as long as its tenant keeps it.
    private struct Member {
        weak var cache: CallerCache?
    }

    private struct Members {
        var list: [Member] = []
        var sweptAt: ContinuousClock.Instant?
    }

    /// How often caches are swept: fine beside the shortest time for which callers are usually remembered, 30 s, and looking
    /// at a thousand caches takes under 0.1 ms.
    static let sweepInterval = Duration.seconds(10)

    private let count = Atomic<Int>(0)
    private let maximumCount: Int
    private let members = Mutex(Members())

    init(maximumCount: Int) {
        self.maximumCount = maximumCount
    }

    /// Whether no more should be added.
    var isSpent: Bool {
        self.used >= self.maximumCount
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

    /// Takes in a cache that shares the budget.
    func join(_ cache: CallerCache) {
        self.members.withLock { $0.list.append(Member(cache: cache)) }
    }

    /// Has every cache drop what is over, unless that was done within ``sweepInterval``. Not for an event loop: what is
    /// dropped is freed here, and may be many thousand callers.
    func sweep(at now: ContinuousClock.Instant) {
        let caches = self.members.withLock { members -> [CallerCache] in
            if let sweptAt = members.sweptAt, now - sweptAt < Self.sweepInterval { return [] }
            members.sweptAt = now
            members.list.removeAll { $0.cache == nil }
            return members.list.compactMap(\.cache)
        }
        for cache in caches { cache.dropExpired(at: now) }
    }
}
