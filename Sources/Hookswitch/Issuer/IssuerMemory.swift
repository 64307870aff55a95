/// What is known of an issuer, and when to ask it again. A value: time comes from outside, and it asks nobody.
struct IssuerMemory: Sendable {
    /// How long a document and its keys are used without asking. Keys that Entra rolls over are published for longer before.
    static let lifetime = Duration.seconds(60 * 60)
    /// How long they are used if the issuer does not answer. A key that was withdrawn counts so much longer.
    static let maximumAge = Duration.seconds(24 * 60 * 60)
    /// How often at most the keys are fetched because a token names one that is not among them: whoever makes up names of keys
    /// makes us ask no more often.
    static let minimumInterval = Duration.seconds(60)
    /// After a failure the issuer is left in peace for so long.
    static let failurePause = Duration.seconds(5)
    /// So many wait for a question that somebody else asked: as many as come to work together, and few beside the connections that
    /// there are, all of which an issuer that hangs would hold.
    static let maximumWaiting = 16

    /// The issuer's document and keys, as of one moment.
    struct Knowledge: Sendable {
        let document: IssuerDocument
        let keys: SigningKeySet
    }

    /// What to do for somebody who needs to know.
    enum Action: Sendable {
        /// Go by this.
        case use(Knowledge)
        /// Ask; if that fails, go by this.
        case fetch(orElse: Knowledge?)
        /// Wait for the answer to the question under way; if that fails, go by this. Say ``IssuerMemory/waited()`` then.
        case wait(orElse: Knowledge?)
        /// It was asked just now, in vain.
        case unavailable
        /// Enough people wait for its answer: whoever comes back in a moment finds it.
        case crowded
    }

    private var knowledge: Knowledge?
    private var learnedAt: ContinuousClock.Instant?
    private var askedAt: ContinuousClock.Instant?
    private var failedAt: ContinuousClock.Instant?
    private var isAsking = false
    private var waitingCount = 0

    /// Somebody needs the document, and a key if one is named.
    ///
    /// - Parameter token: The token to be proved; `nil` if only the document is needed.
    mutating func needed(for token: IdentityToken?, at now: ContinuousClock.Instant) -> Action {
        let age = self.learnedAt.map { $0.duration(to: now) }
        let usable = age.map { $0 < Self.maximumAge } ?? false ? self.knowledge : nil
        let isResting = self.failedAt.map { $0.duration(to: now) < Self.failurePause } ?? false
        if let usable, let age, age < Self.lifetime {
            let hasKey = token.map { usable.keys.key(for: $0) != nil } ?? true
            if !hasKey, self.isAsking { return self.wait(orElse: usable) }
            let isTooSoon = self.askedAt.map { $0.duration(to: now) < Self.minimumInterval } ?? false
            if hasKey || isTooSoon { return .use(usable) }
            return self.ask(orElse: usable, at: now)
        }
        if let usable, isResting || self.isAsking { return .use(usable) }
        if isResting { return .unavailable }
        return self.isAsking ? self.wait(orElse: nil) : self.ask(orElse: usable, at: now)
    }

    private mutating func ask(orElse usable: Knowledge?, at now: ContinuousClock.Instant) -> Action {
        self.askedAt = now
        self.isAsking = true
        return .fetch(orElse: usable)
    }

    private mutating func wait(orElse usable: Knowledge?) -> Action {
        guard self.waitingCount < Self.maximumWaiting else { return usable.map { .use($0) } ?? .crowded }
        self.waitingCount += 1
        return .wait(orElse: usable)
    }

    /// Somebody waits no longer.
    mutating func waited() {
        self.waitingCount -= 1
    }

    /// The issuer answered.
    mutating func learned(_ knowledge: Knowledge, at now: ContinuousClock.Instant) {
        self.knowledge = knowledge
        self.learnedAt = now
        self.failedAt = nil
        self.isAsking = false
    }

    /// The issuer did not answer, or not with what belongs there.
    mutating func failed(at now: ContinuousClock.Instant) {
        self.failedAt = now
        self.isAsking = false
    }
}
