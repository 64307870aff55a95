public import Logging
public import Routing
public import ServiceLifecycle
import Foundation
import Postgres
import Synchronization

/// Tells of decisions as they reach Postgres: of all servers, to all streams of this one.
///
/// One poller serves all streams, only while there are any, and on no call's way. A stream is told each decision at least once
/// for as long as it lives; a reader who comes back with the last id that it saw is told what it missed.
public final class DecisionFeed: Service {
    /// Why a stream cannot begin.
    public enum Refusal: Error, Hashable, Sendable {
        /// The token, or the server, has as many as it may.
        case tooManyStreams
        /// There is no tenant of that name that the operator may see.
        case unknownTenant
    }

    private struct State: Sendable {
        var readers: FeedReaders
        var cursor: ShippingCursor?
    }

    private let store: FeedStore
    private let decisions: DecisionStore
    private let standing: OperatorStanding
    private let tenants: TenantService
    private let limits: FeedLimits
    private let logger: Logger
    private let now: @Sendable () -> Moment
    private let state: Mutex<State>

    /// Makes a feed; ``run()`` asks Postgres.
    ///
    /// - Parameters:
    ///   - limits: What streams may cost.
    ///   - now: The wall clock.
    public init(
        database: Database,
        tenants: TenantService,
        limits: FeedLimits = FeedLimits(),
        logger: Logger,
        now: @escaping @Sendable () -> Moment = { .now() }
    ) {
        self.store = FeedStore(database: database)
        self.decisions = DecisionStore(database: database)
        self.standing = OperatorStanding(database: database)
        self.tenants = tenants
        self.limits = limits
        self.logger = logger
        self.now = now
        self.state = Mutex(State(readers: FeedReaders(limits: limits)))
    }

    /// How many streams there are.
    public var streamCount: Int {
        self.state.withLock { $0.readers.readers.count }
    }

    /// Begins a stream.
    ///
    /// - Parameters:
    ///   - slug: Only this tenant's decisions; `nil` is those of all that the operator may see.
    ///   - outcome: Only those with this outcome.
    ///   - lastID: The last decision that the reader saw; what came after it is in the subscription's backlog.
    ///   - cut: Called if the reader is too slow; it closes the connection.
    /// - Throws: ``Refusal``; a `PostgresError` if Postgres had to be asked and did not answer.
    public func subscribe(
        tenant slug: String?,
        outcome: Outcome?,
        after lastID: DecisionID?,
        for actor: Operator,
        cut: @escaping @Sendable () -> Void
    ) async throws -> FeedSubscription {
        var scope: TenantScope?
        if let slug {
            scope = try await self.tenants.scope(of: slug, for: actor)
            guard scope != nil else { throw Refusal.unknownTenant }
        }
        let filter = FeedFilter(scope: scope, reach: actor.reach, outcome: outcome)
        let (signals, continuation) = AsyncStream.makeStream(
            of: FeedSignal.self,
            bufferingPolicy: .bufferingOldest(self.limits.maximumWaitingCount)
        )
        let progress = FeedProgress(at: .now)
        let reader = FeedReaders.Reader(
            actor: actor,
            filter: filter,
            beganAt: .now,
            signals: continuation,
            progress: progress,
            cut: cut
        )
        let added: (id: UInt64, known: [FeedEvent]?)? = self.state.withLock { state in
            guard state.readers.admits(reader.tokenID) else { return nil }
            return (state.readers.add(reader), lastID.flatMap { state.readers.events(after: $0) })
        }
        guard let (id, known) = added else { throw Refusal.tooManyStreams }
        let leave: @Sendable () -> Void = { [weak self] in
            self?.state.withLock { $0.readers.remove(id, at: .now) }
        }
        do {
            // After the place was taken: with a reader there, the poller no longer forgets where Postgres is.
            try await self.begin()
            let backlog = try await self.backlog(after: lastID, known: known, filter: filter)
            return FeedSubscription(
                backlog: backlog,
                signals: signals,
                continuation: continuation,
                progress: progress,
                leave: leave
            )
        } catch {
            leave()
            throw error
        }
    }

    /// Asks Postgres until the server stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            var wasReading = true
            // Cancellation, which ends the sleep, is how this service stops.
            while (try? await Task.sleep(for: self.limits.pollInterval)) != nil {
                do {
                    try await self.runOnce()
                    wasReading = true
                } catch {
                    if wasReading, !Task.isCancelled {
                        let metadata: Logger.Metadata = ["reason": "\(error)"]
                        self.logger.warning("decisions cannot be streamed", metadata: metadata)
                    }
                    wasReading = false
                }
            }
        }
        self.endAll()
    }

    /// Tells what is new, once.
    ///
    /// - Throws: ``ReadingError``; a `PostgresError`.
    func runOnce(at instant: ContinuousClock.Instant = .now) async throws {
        let (isIdle, stuck) = self.state.withLock { state in
            let isIdle = state.readers.goesIdle(at: instant)
            if isIdle { state.cursor = nil }
            return (isIdle, state.readers.beat(at: instant))
        }
        self.cut(stuck)
        guard !isIdle else { return }
        // Before anything is told: who may see it no longer is not told it.
        try await self.checkReaders(at: instant)
        let moved = try await self.store.movedPositions()
        while try await self.read(to: moved) {}
    }

    /// Ends streams of those whose token or session works no longer, or who have other rights by now. Who may still read comes
    /// back and misses nothing.
    private func checkReaders(at instant: ContinuousClock.Instant) async throws {
        let asked = self.state.withLock { $0.readers.dueForCheck(at: instant) }
        guard !asked.isEmpty else { return }
        let current = try await self.standing.current(of: asked)
        let ended = self.state.withLock { $0.readers.check(asked, against: current, at: instant) }
        for reader in ended { reader.signals.finish() }
    }

    /// Reads some of what is new, and tells it.
    ///
    /// - Returns: Whether there is more.
    private func read(to moved: [(writer: UUID, sequence: Int64)]) async throws -> Bool {
        guard let cursor = self.state.withLock({ $0.cursor }) else { return false }
        let stretches = cursor.stretches(to: moved)
        guard !stretches.isEmpty else { return false }
        let since = cursor.earliest(of: stretches, now: self.now(), limits: self.limits)
        let limit = self.limits.maximumBatchCount
        let arrivals = try await self.store.arrivals(of: stretches, since: since, limit: limit)
        let isWhole = arrivals.count < limit
        let places = arrivals.map { (writer: $0.row.writer, sequence: $0.row.sequence, decidedAt: $0.row.decidedAt) }
        let events = arrivals.map { FeedEvent($0.row, tenant: $0.slug) }
        let slow = self.state.withLock { state in
            state.cursor?.advance(over: stretches, reading: places, isWhole: isWhole)
            return state.readers.tell(events, at: .now)
        }
        self.cut(slow)
        return !isWhole
    }

    /// Finds where Postgres is, unless that is known.
    private func begin() async throws {
        guard self.state.withLock({ $0.cursor == nil }) else { return }
        let cursor = ShippingCursor(at: try await self.store.positions())
        // Another stream may have begun meanwhile; whichever was first is no later than the other.
        self.state.withLock { $0.cursor = $0.cursor ?? cursor }
    }

    /// What a reader who comes back has missed: what is remembered, else what Postgres has of the time since. Of the latter some
    /// may have been told before, for decisions do not come in order of time.
    private func backlog(
        after lastID: DecisionID?,
        known: [FeedEvent]?,
        filter: FeedFilter
    ) async throws -> [FeedSignal] {
        guard let lastID else { return [] }
        if let known { return known.filter(filter.admits).map(FeedSignal.decision) }
        let since = lastID.decidedAt.advanced(by: .zero - self.limits.disorder)
        let search = DecisionSearch(
            scope: filter.scope,
            reach: filter.reach,
            limit: DecisionSearch.maximumLimit,
            outcome: filter.outcome,
            since: since
        )
        let rows = try await self.decisions.list(search)
        let slugs = try await self.tenants.slugs(of: Set(rows.map(\.tenantID)))
        let events = rows.reversed().filter { $0.id != lastID }
            .map { FeedSignal.decision(FeedEvent($0, tenant: slugs[$0.tenantID] ?? "")) }
        guard rows.count == search.limit, let oldest = rows.last else { return events }
        return [.skipped(since: since, until: oldest.decidedAt)] + events
    }

    /// Ends streams whose readers are too slow.
    private func cut(_ readers: [FeedReaders.Reader]) {
        for reader in readers {
            reader.signals.finish()
            reader.cut()
        }
        guard !readers.isEmpty else { return }
        self.logger.info("streams cut, their readers too slow", metadata: ["count": "\(readers.count)"])
    }

    private func endAll() {
        let signals = self.state.withLock { $0.readers.readers.values.map(\.signals) }
        signals.forEach { $0.finish() }
    }
}
