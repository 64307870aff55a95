/// What is known of host names and when to ask again: a value that never waits and opens nothing.
struct NameCache: Sendable {
    /// What a look-up of a name gave.
    enum Answer: Hashable, Sendable {
        case addresses([NetworkAddress])
        /// There is no such name, or no server to ask.
        case failed
        /// The name leads only to addresses that must not be called.
        case forbidden
    }

    /// What to do for a caller who needs addresses.
    enum Action: Hashable, Sendable {
        case answer(Answer)
        /// Wait for the look-up; begin it when `begin` says so. While it takes too long, the last good addresses serve.
        case wait(begin: Lane?, lastGood: [NetworkAddress]?)
    }

    /// Which threads look a name up: names that proved slow wait for each other only.
    enum Lane: Hashable, Sendable {
        case quick
        case slow
    }

    /// How long addresses are used without asking: Microsoft's own records live 30 to 300 s.
    static let timeToLive = Duration.seconds(60)

    /// How long addresses are used when asking fails; TLS still proves who answers there.
    static let maximumLastGoodAge = Duration.seconds(24 * 60 * 60)

    /// How long a failure is believed: twice as long after each, up to a ceiling.
    static let failureTimes = (first: Duration.seconds(5), longest: Duration.seconds(30))

    /// A look-up that took longer marks its name as slow.
    static let slowAfter = Duration.seconds(1)

    /// More names than one server has tenants; beyond, the one used longest ago is forgotten.
    static let maximumNameCount = 10_000

    /// No more addresses of one name are tried.
    static let maximumAddressCount = 8

    private struct Entry: Sendable {
        var lastAnswer: Answer?
        var answeredAt: ContinuousClock.Instant
        var lastGood: [NetworkAddress]?
        var lastGoodAt: ContinuousClock.Instant
        var usedAt: ContinuousClock.Instant
        var failureCount = 0
        var isSlow = false
        var isAsking = false
    }

    private var entries: [String: Entry] = [:]

    /// A caller needs the addresses of a name.
    mutating func requested(_ name: String, at now: ContinuousClock.Instant) -> Action {
        self.makeRoom(for: name)
        var entry =
            self.entries[name] ?? Entry(lastAnswer: nil, answeredAt: now, lastGoodAt: now, usedAt: now)
        defer { self.entries[name] = entry }
        entry.usedAt = now

        let lastGood = now - entry.lastGoodAt <= Self.maximumLastGoodAge ? entry.lastGood : nil
        if let answer = entry.lastAnswer, now - entry.answeredAt < Self.lifetime(of: entry) {
            if case .failed = answer, let lastGood { return .answer(.addresses(lastGood)) }
            return .answer(answer)
        }
        if entry.isAsking { return .wait(begin: nil, lastGood: lastGood) }
        entry.isAsking = true
        return .wait(begin: entry.isSlow ? .slow : .quick, lastGood: lastGood)
    }

    /// A look-up ended.
    mutating func answered(
        _ name: String,
        _ answer: Answer,
        after duration: Duration,
        at now: ContinuousClock.Instant
    ) {
        guard var entry = self.entries[name] else { return }
        entry.isAsking = false
        entry.lastAnswer = answer
        entry.answeredAt = now
        // A failure that comes at once costs the others nothing; a server that hiccups says "no" to every name.
        entry.isSlow = duration > Self.slowAfter
        switch answer {
        case .addresses(let addresses):
            entry.lastGood = addresses
            entry.lastGoodAt = now
            entry.failureCount = 0
        case .failed:
            entry.failureCount = min(entry.failureCount + 1, 10)
        case .forbidden:
            // The name was pointed elsewhere on purpose; the addresses it had are no longer its own.
            entry.lastGood = nil
            entry.failureCount = min(entry.failureCount + 1, 10)
        }
        self.entries[name] = entry
    }

    private static func lifetime(of entry: Entry) -> Duration {
        guard entry.failureCount > 0 else { return Self.timeToLive }
        var lifetime = Self.failureTimes.first
        for _ in 1..<entry.failureCount { lifetime *= 2 }
        return min(lifetime, Self.failureTimes.longest)
    }

    private mutating func makeRoom(for name: String) {
        guard self.entries.count >= Self.maximumNameCount, self.entries[name] == nil else { return }
        let oldest = self.entries.filter { !$0.value.isAsking }.min { $0.value.usedAt < $1.value.usedAt }
        if let oldest { self.entries.removeValue(forKey: oldest.key) }
    }
}
