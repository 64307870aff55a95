/// A rate for each of many, within bounded memory. A value: time comes from outside.
struct RateTable<Key: Hashable & Sendable>: Sendable {
    /// How often at most the table is searched for entries that may be forgotten: a full one must not be searched for
    /// every stranger.
    static var sweepInterval: Duration { .seconds(1) }

    let policy: RatePolicy
    /// How many have an entry of their own. The others share one: whoever fills the table makes room for nobody.
    let maximumCount: Int
    private var buckets: [Key: RateBucket] = [:]
    private var shared: RateBucket?
    private var sweptAt: ContinuousClock.Instant?

    init(policy: RatePolicy, maximumCount: Int) {
        self.policy = policy
        self.maximumCount = maximumCount
    }

    /// How many have an entry.
    var count: Int { self.buckets.count }

    /// Takes one for a key, if one is left.
    mutating func take(_ key: Key, at now: ContinuousClock.Instant) -> RateDecision {
        if self.buckets[key] == nil { self.makeRoom(at: now) }
        if self.buckets[key] != nil || self.buckets.count < self.maximumCount {
            return self.buckets[key, default: RateBucket(at: now)].take(at: now, by: self.policy)
        }
        var shared = self.shared ?? RateBucket(at: now)
        defer { self.shared = shared }
        return shared.take(at: now, by: self.policy)
    }

    /// Gives back one that was taken for a key.
    mutating func giveBack(_ key: Key) {
        let policy = self.policy
        if self.buckets[key] != nil {
            self.buckets[key]?.giveBack(by: policy)
        } else {
            self.shared?.giveBack(by: policy)
        }
    }

    /// Forgets, where the table is full, those from which nothing is taken.
    private mutating func makeRoom(at now: ContinuousClock.Instant) {
        guard self.buckets.count >= self.maximumCount else { return }
        if let sweptAt, sweptAt.duration(to: now) < Self.sweepInterval { return }
        self.sweptAt = now
        self.buckets = self.buckets.filter { !$0.value.isFull(at: now) }
    }
}
