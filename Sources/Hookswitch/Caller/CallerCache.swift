import Routing
import Synchronization

/// What was lately found out about a tenant's callers.
///
/// Entries live in two generations: new and used ones in the young, and when that is full the old one is dropped and the
/// young becomes old. That bounds the memory, keeps who calls often, and costs no list to keep in order.
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

    private struct Generations {
        var young: [PhoneNumber: Entry] = [:]
        var old: [PhoneNumber: Entry] = [:]
    }

    private let generations = Mutex(Generations())
    private let limits: CallerCacheLimits
    private let budget: CacheBudget

    init(limits: CallerCacheLimits, budget: CacheBudget) {
        self.limits = limits
        self.budget = budget
    }

    deinit {
        let count = self.generations.withLock { $0.young.count + $0.old.count }
        self.budget.give(back: count)
    }

    /// What is remembered of a caller, if it still holds.
    func find(_ number: PhoneNumber, at now: ContinuousClock.Instant) -> Entry? {
        self.generations.withLock { generations in
            if let entry = generations.young[number] { return entry.until > now ? entry : nil }
            guard let entry = generations.old[number], entry.until > now else { return nil }
            generations.old.removeValue(forKey: number)
            generations.young[number] = entry
            return entry
        }
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
        let change = self.generations.withLock { generations in
            let before = generations.young.count + generations.old.count
            if generations.young.count >= half || self.budget.isSpent {
                generations.old = generations.young
                generations.young = [:]
            }
            generations.old.removeValue(forKey: number)
            generations.young[number] = entry
            return generations.young.count + generations.old.count - before
        }
        self.budget.take(change)
    }
}
