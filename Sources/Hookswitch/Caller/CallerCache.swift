import Routing
import Synchronization

/// What was lately found out about a tenant's callers.
///
/// Entries live in two generations: new and used ones in the young, and when that is full, or its oldest entry is over, the
/// old one is dropped and the young becomes old. That bounds the memory and the time, keeps who calls often, and costs no
/// list to keep in order. A generation all of whose entries are over is dropped as soon as somebody looks, and
/// ``CacheBudget/sweep(at:)`` looks at those of quiet tenants.
final class CallerCache: Sendable {
    /// What is remembered of a caller.
    struct Entry: Sendable {
        /// What the directory said.
        let fact: CallFacts.Caller
        /// Who it is, in the forms that are kept.
        let identity: CallerIdentity
        /// Until when it holds.
        let until: ContinuousClock.Instant
    }

    /// A lookup that was under way when its caller was forgotten has ended by then: a call's deadline is 4 s at most.
    private static let lookupTime = Duration.seconds(10)

    private let generations = Mutex(CallerGenerations())
    private let limits: CallerCacheLimits
    private let budget: CacheBudget

    init(limits: CallerCacheLimits, budget: CacheBudget) {
        self.limits = limits
        self.budget = budget
        budget.join(self)
    }

    deinit {
        let count = self.generations.withLock { $0.count }
        self.budget.give(back: count)
    }

    /// What is remembered of a caller, if it still holds. It looks at that caller alone, so it may be asked on an event loop.
    func find(_ number: PhoneNumber, at now: ContinuousClock.Instant) -> Entry? {
        let (entry, droppedCount) = self.generations.withLock { $0.find(number, at: now) }
        if droppedCount > 0 { self.budget.give(back: droppedCount) }
        return entry
    }

    /// Remembers what the directory said, if that is worth remembering: failures are not.
    func remember(
        _ fact: CallFacts.Caller,
        of number: PhoneNumber,
        as identity: CallerIdentity,
        at now: ContinuousClock.Instant
    ) {
        let duration: Duration
        switch fact {
        case .known: duration = self.limits.positiveDuration
        case .unknown, .ambiguous: duration = self.limits.negativeDuration
        case .withheld, .invalidNumber, .internalCaller, .notSought, .unavailable: return
        }
        let entry = Entry(fact: fact, identity: identity, until: now + duration)
        let half = max(1, self.limits.maximumTenantCount / 2)
        let lifetime = self.limits.longestDuration
        // What is dropped leaves the lock before it is freed: an event loop may be waiting for the lock.
        let (change, dropped) = self.generations.withLock { generations in
            let before = generations.count
            var dropped = generations.dropExpired(at: now, lifetime: lifetime)
            guard !generations.isBarred(identity.digest, at: now) else { return (generations.count - before, dropped) }
            let isSpent = dropped.isEmpty && self.budget.isSpent
            if generations.youngCount >= half || isSpent { dropped.append(generations.age()) }
            generations.add(entry, for: number, at: now)
            return (generations.count - before, dropped)
        }
        self.budget.take(change)
        withExtendedLifetime(dropped) {}
    }

    /// Drops callers, by their digests, and takes in nothing of lookups of them that are under way. It looks at every entry,
    /// so it is for erasures, which are rare.
    func forget(_ digests: Set<[UInt8]>, at now: ContinuousClock.Instant = .now) {
        let droppedCount = self.generations.withLock { generations in
            generations.bar(digests, until: now + Self.lookupTime)
            return generations.remove { digests.contains($0.identity.digest) }
        }
        self.budget.give(back: droppedCount)
    }

    /// Drops callers whose time is over.
    func dropExpired(at now: ContinuousClock.Instant) {
        let lifetime = self.limits.longestDuration
        let (change, dropped) = self.generations.withLock { generations in
            let before = generations.count
            let dropped = generations.dropExpired(at: now, lifetime: lifetime)
            return (generations.count - before, dropped)
        }
        self.budget.take(change)
        withExtendedLifetime(dropped) {}
    }
}
