import Dynamics
import Foundation
import Logging
import Routing
import Synchronization
import Telemetry

/// Where one tenant's callers are found: the CRM with the tenant's own credential, behind a cache.
///
/// It outlives snapshots as long as its ``Settings`` are the same, and with it what was learnt: the cache, the access
/// token, the state of the breaker.
final class TenantDirectory: Sendable {
    /// All that makes one directory another.
    struct Settings: Hashable, Sendable {
        let dataverseURL: String
        let tables: [DirectoryTable]
        let fallback: TenantDocument.Fallback
        let region: Region
        let credential: CredentialRow?
        let dataKeyID: UUID
    }

    /// Whether the CRM can be asked at all.
    enum Access: Sendable {
        /// It can.
        case open(CallerDirectory)
        /// There is no usable credential, or the address is not allowed; the reason is safe to show.
        case closed(DirectoryFailure, reason: String)
    }

    let settings: Settings
    let access: Access
    private let key: TenantKey
    let cache: CallerCache
    private let metrics: LookupMetrics
    private let lookupCount = Atomic<Int>(0)

    /// How many calls of one tenant may wait for the CRM at once. Each holds a connection for as long as a deadline, and
    /// those are all tenants': this is a fifth of what the nginx before us lets one telephony cloud open. The requests
    /// that these calls make have a limit of their own.
    static let maximumLookupCount = 100

    init(
        settings: Settings,
        access: Access,
        key: TenantKey,
        cache: CallerCache,
        metrics: LookupMetrics = LookupMetrics(MetricRegistry())
    ) {
        self.settings = settings
        self.access = access
        self.key = key
        self.cache = cache
        self.metrics = metrics
    }

    /// The same tenant's callers, of whom none is remembered and none is sought.
    func forgetful() -> TenantDirectory {
        TenantDirectory(
            settings: self.settings,
            access: .closed(.error, reason: "nobody is asked"),
            key: self.key,
            cache: CallerCache(limits: CallerCacheLimits(), budget: CacheBudget(maximumCount: 0))
        )
    }

    /// What is remembered of a caller.
    func recall(_ number: PhoneNumber, at now: ContinuousClock.Instant) -> CallerCache.Entry? {
        let entry = self.cache.find(number, at: now)
        self.metrics.count(isRemembered: entry != nil)
        return entry
    }

    /// Whether a caller is remembered; asking counts as no lookup.
    func remembers(_ number: PhoneNumber) -> Bool {
        self.cache.find(number, at: .now) != nil
    }

    /// Forgets callers, by their digests.
    func forget(_ digests: [[UInt8]]) {
        guard !digests.isEmpty else { return }
        self.cache.forget(Set(digests))
    }

    /// Whether the CRM is asked only by probes, because it failed.
    var isBreakerOpen: Bool {
        guard case .open(let directory) = self.access else { return false }
        return switch directory.breakerCondition {
        // Without calls there is no probe either, so what is half open may stay so.
        case .open, .halfOpen: true
        case .closed, .throttled: false
        }
    }

    /// Who called, in the forms that are kept.
    func identity(of number: PhoneNumber) -> CallerIdentity {
        self.key.identity(of: number)
    }

    /// The digest by which a caller's decisions are searched.
    func digest(of number: PhoneNumber) -> [UInt8] {
        self.key.digest(of: number)
    }

    /// Gets an access token ahead of the first call, unless there is one.
    ///
    /// - Parameter isForced: Whether to ask although a refusal is still believed.
    func prepare(isForced: Bool, deadline: ContinuousClock.Instant) async -> TokenPreparationPlan.Outcome {
        let directory: CallerDirectory
        switch self.access {
        case .closed(_, let reason): return .failed(reason: reason)
        case .open(let open): directory = open
        }
        do {
            try await directory.prepare(isForced: isForced, deadline: deadline)
            return .ready
        } catch .authentication(let failure) {
            return .refused(reason: "\(failure)")
        } catch {
            return .failed(reason: "\(error)")
        }
    }

    /// Takes a place among the calls that wait for the CRM, unless it is known already that they would wait in vain.
    ///
    /// It waits for nothing, for it is done on the event loop: a tenant whose CRM is dead must cost the others no more
    /// than this.
    ///
    /// - Returns: `nil` with a place, which ``leave()`` gives back; or why not.
    func admit() -> (failure: DirectoryFailure, lookup: LookupRecord)? {
        switch self.access {
        case .closed(let failure, let reason):
            return (failure, LookupRecord(source: .none, error: reason))
        case .open(let directory):
            if let refusal = directory.refusal {
                return (DirectoryFailure(refusal), LookupRecord(source: .none, error: "\(refusal)"))
            }
            let (_, count) = self.lookupCount.add(1, ordering: .relaxed)
            guard count <= Self.maximumLookupCount else {
                self.leave()
                let error = "\(Self.maximumLookupCount) calls of the tenant wait for the CRM already"
                return (.shed, LookupRecord(source: .none, error: error))
            }
            return nil
        }
    }

    /// Gives back what ``admit()`` gave.
    func leave() {
        self.lookupCount.subtract(1, ordering: .relaxed)
    }

    /// Asks the CRM, and remembers what it said.
    func find(
        _ number: PhoneNumber,
        identity: CallerIdentity,
        deadline: ContinuousClock.Instant
    ) async -> (fact: CallFacts.Caller, lookup: LookupRecord) {
        switch self.access {
        case .closed(let failure, let reason):
            return (.unavailable(failure), LookupRecord(source: .none, error: reason))
        case .open(let directory):
            let answer = await directory.find(number, deadline: deadline)
            self.metrics.count(answer.trace)
            let fact = CallFacts.Caller(answer.outcome)
            self.cache.remember(fact, of: number, as: identity, at: .now)
            return (fact, LookupRecord(answer))
        }
    }
}
