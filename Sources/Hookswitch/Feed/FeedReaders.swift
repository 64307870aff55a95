import Foundation

/// The readers of a server's streams, and what they may still miss. It only decides; ``DecisionFeed`` acts.
struct FeedReaders: Sendable {
    /// One stream.
    struct Reader: Sendable {
        /// Who reads, as they were when the stream began.
        let actor: Operator
        let filter: FeedFilter
        let beganAt: ContinuousClock.Instant
        let signals: AsyncStream<FeedSignal>.Continuation
        let progress: FeedProgress
        let cut: @Sendable () -> Void

        var tokenID: UUID { self.actor.tokenID }
    }

    let limits: FeedLimits
    private(set) var readers: [UInt64: Reader] = [:]
    /// The latest events, oldest first, for those who come back.
    private(set) var recent: [FeedEvent] = []
    private var nextID: UInt64 = 0
    private var emptySince: ContinuousClock.Instant?
    private var heartbeatAt: ContinuousClock.Instant?
    private var checkedAt: ContinuousClock.Instant?

    init(limits: FeedLimits) {
        self.limits = limits
    }

    /// Whether one more stream may begin.
    func admits(_ tokenID: UUID) -> Bool {
        self.readers.count < self.limits.maximumCount
            && self.readers.values.count { $0.tokenID == tokenID } < self.limits.maximumCountPerToken
    }

    /// A stream begins.
    mutating func add(_ reader: Reader) -> UInt64 {
        self.nextID += 1
        self.readers[self.nextID] = reader
        self.emptySince = nil
        return self.nextID
    }

    /// A stream has ended.
    mutating func remove(_ id: UInt64, at now: ContinuousClock.Instant) {
        guard self.readers.removeValue(forKey: id) != nil, self.readers.isEmpty else { return }
        self.emptySince = now
    }

    /// What came after an event, if that is still known.
    func events(after id: DecisionID) -> [FeedEvent]? {
        self.recent.lastIndex { $0.id == id }.map { Array(self.recent[($0 + 1)...]) }
    }

    /// Whether Postgres need not be asked any more. What was kept for those who come back is forgotten then: it would have
    /// gaps.
    mutating func goesIdle(at now: ContinuousClock.Instant) -> Bool {
        guard self.readers.isEmpty else { return false }
        guard let since = self.emptySince else { return true }
        guard now - since >= self.limits.lingerDuration else { return false }
        self.recent = []
        return true
    }

    /// Tells all readers what reached Postgres.
    ///
    /// - Returns: Those who had no room for it. They are readers no more.
    mutating func tell(_ events: [FeedEvent], at now: ContinuousClock.Instant) -> [Reader] {
        self.recent = Array((self.recent + events).suffix(self.limits.maximumRecentCount))
        return self.removeAll(at: now) { reader in
            events.contains { event in
                reader.filter.admits(event) && !Self.give(.decision(event), to: reader)
            }
        }
    }

    /// Lets readers know that the stream lives, when it is time.
    ///
    /// - Returns: Those who have taken nothing for too long. They are readers no more.
    mutating func beat(at now: ContinuousClock.Instant) -> [Reader] {
        guard self.heartbeatAt.map({ $0 <= now }) ?? true else { return [] }
        self.heartbeatAt = now + self.limits.heartbeatInterval
        let (patience, maximumDuration) = (self.limits.patience, self.limits.maximumDuration)
        // Those end as the server's own wish: what they were given is still written.
        for ended in self.removeAll(at: now, where: { now - $0.beganAt >= maximumDuration }) { ended.signals.finish() }
        return self.removeAll(at: now) { reader in
            reader.progress.isStuck(at: now, patience: patience) || !Self.give(.heartbeat, to: reader)
        }
    }

    /// Whose rights are to be asked about again: nobody's, until it is time.
    func dueForCheck(at now: ContinuousClock.Instant) -> [Operator] {
        guard self.checkedAt.map({ now - $0 >= self.limits.checkInterval }) ?? true else { return [] }
        var actors: [UUID: Operator] = [:]
        for reader in self.readers.values { actors[reader.tokenID] = reader.actor }
        return Array(actors.values)
    }

    /// Rights were asked about.
    ///
    /// - Parameters:
    ///   - asked: Whose.
    ///   - current: Who works still, as they are now, by token.
    /// - Returns: Those who may no longer what they might when they began. They are readers no more.
    mutating func check(
        _ asked: [Operator],
        against current: [UUID: Operator],
        at now: ContinuousClock.Instant
    ) -> [Reader] {
        self.checkedAt = now
        let tokens = Set(asked.map(\.tokenID))
        return self.removeAll(at: now) { reader in
            tokens.contains(reader.tokenID) && !(current[reader.tokenID]?.hasRights(of: reader.actor) ?? false)
        }
    }

    private static func give(_ signal: FeedSignal, to reader: Reader) -> Bool {
        reader.progress.noteGiven()
        if case .dropped = reader.signals.yield(signal) { return false }
        return true
    }

    private mutating func removeAll(
        at now: ContinuousClock.Instant,
        where isCut: (Reader) -> Bool
    ) -> [Reader] {
        let cut = self.readers.filter { isCut($0.value) }
        for id in cut.keys { self.remove(id, at: now) }
        return Array(cut.values)
    }
}
