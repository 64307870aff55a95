import Routing

/// The entries of a ``CallerCache``: a young generation and an old one.
struct CallerGenerations {
    /// Entries of about one age.
    struct Generation: Sendable {
        fileprivate var entries: [PhoneNumber: CallerCache.Entry] = [:]
        /// When the first of them came; `nil` if none has.
        fileprivate var beganAt: ContinuousClock.Instant?
        /// When the last of them is over; `nil` if there was none.
        fileprivate var until: ContinuousClock.Instant?

        fileprivate func isOver(at now: ContinuousClock.Instant) -> Bool {
            self.until.map { $0 <= now } ?? false
        }

        fileprivate mutating func add(
            _ entry: CallerCache.Entry,
            for number: PhoneNumber,
            at now: ContinuousClock.Instant
        ) {
            self.entries[number] = entry
            self.beganAt = self.beganAt ?? now
            self.until = self.until.map { max($0, entry.until) } ?? entry.until
        }
    }

    /// Callers who were forgotten just now, and until when they are not remembered again.
    private var forgotten: [[UInt8]: ContinuousClock.Instant] = [:]
    private var young = Generation()
    private var old = Generation()

    /// How many entries there are.
    var count: Int {
        self.young.entries.count + self.old.entries.count
    }

    /// How many of them are in the young generation.
    var youngCount: Int {
        self.young.entries.count
    }

    /// A caller's entry, which is young from now on. One that is over is dropped.
    ///
    /// - Returns: The entry, and how many were dropped: none or one.
    mutating func find(
        _ number: PhoneNumber,
        at now: ContinuousClock.Instant
    ) -> (entry: CallerCache.Entry?, droppedCount: Int) {
        if let entry = self.young.entries[number] {
            if entry.until > now { return (entry, 0) }
            self.young.entries.removeValue(forKey: number)
            return (nil, 1)
        }
        guard let entry = self.old.entries.removeValue(forKey: number) else { return (nil, 0) }
        guard entry.until > now else { return (nil, 1) }
        self.young.add(entry, for: number, at: now)
        return (entry, 0)
    }

    /// Keeps a caller's entry in the place of the one before.
    mutating func add(_ entry: CallerCache.Entry, for number: PhoneNumber, at now: ContinuousClock.Instant) {
        self.old.entries.removeValue(forKey: number)
        self.young.add(entry, for: number, at: now)
    }

    /// Removes entries, wherever they are.
    ///
    /// - Returns: How many.
    mutating func remove(where isMeant: (CallerCache.Entry) -> Bool) -> Int {
        let before = self.count
        self.young.entries = self.young.entries.filter { !isMeant($0.value) }
        self.old.entries = self.old.entries.filter { !isMeant($0.value) }
        return before - self.count
    }

    /// Keeps callers from being remembered for a while.
    mutating func bar(_ digests: Set<[UInt8]>, until: ContinuousClock.Instant) {
        for digest in digests { self.forgotten[digest] = until }
    }

    /// Whether a caller is not to be remembered.
    mutating func isBarred(_ digest: [UInt8], at now: ContinuousClock.Instant) -> Bool {
        guard !self.forgotten.isEmpty else { return false }
        self.forgotten = self.forgotten.filter { $0.value > now }
        return self.forgotten[digest] != nil
    }

    /// Begins a new young generation.
    ///
    /// - Returns: The old one, whose entries are gone, for the caller to free.
    mutating func age() -> Generation {
        let dropped = self.old
        self.old = self.young
        self.young = Generation()
        return dropped
    }

    /// Drops generations that are over, and ages a young one whose first entry must be over: by then all of the old one are.
    ///
    /// - Parameter lifetime: The longest time for which an entry holds.
    /// - Returns: What was dropped, for the caller to free.
    mutating func dropExpired(at now: ContinuousClock.Instant, lifetime: Duration) -> [Generation] {
        var dropped: [Generation] = []
        if self.old.isOver(at: now) {
            dropped.append(self.old)
            self.old = Generation()
        }
        if self.young.isOver(at: now) {
            dropped.append(self.young)
            self.young = Generation()
        } else if let beganAt = self.young.beganAt, now - beganAt >= lifetime {
            dropped.append(self.age())
        }
        return dropped
    }
}
