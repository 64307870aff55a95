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
    /// How long one question is waited for before another may be asked: twice what it may take (``Issuer/standardPatience``), for whoever
    /// asked may have gone without a word.
    static let maximumQuestion = Duration.seconds(10)

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
        /// It was asked just now, in vain, or is being asked. Nobody is kept waiting for what another waits for: an issuer that
        /// hangs would hold every connection there is.
        case unavailable
    }

    private var knowledge: Knowledge?
    private var learnedAt: ContinuousClock.Instant?
    private var askedAt: ContinuousClock.Instant?
    private var failedAt: ContinuousClock.Instant?
    /// When the question was asked that is under way.
    private var askingSince: ContinuousClock.Instant?

    /// Somebody needs the document, and a key if one is named.
    ///
    /// - Parameter token: The token to be proved; `nil` if only the document is needed.
    mutating func needed(for token: IdentityToken?, at now: ContinuousClock.Instant) -> Action {
        let age = self.learnedAt.map { $0.duration(to: now) }
        let usable = age.map { $0 < Self.maximumAge } ?? false ? self.knowledge : nil
        let isResting = self.failedAt.map { $0.duration(to: now) < Self.failurePause } ?? false
        if let usable, let age, age < Self.lifetime {
            let hasKey = token.map { usable.keys.key(for: $0) != nil } ?? true
            if !hasKey, self.isAsking(at: now) { return .use(usable) }
            let isTooSoon = self.askedAt.map { $0.duration(to: now) < Self.minimumInterval } ?? false
            if hasKey || isTooSoon { return .use(usable) }
            return self.ask(orElse: usable, at: now)
        }
        if isResting || self.isAsking(at: now) { return usable.map { .use($0) } ?? .unavailable }
        return self.ask(orElse: usable, at: now)
    }

    private mutating func ask(orElse usable: Knowledge?, at now: ContinuousClock.Instant) -> Action {
        self.askedAt = now
        self.askingSince = now
        return .fetch(orElse: usable)
    }

    private func isAsking(at now: ContinuousClock.Instant) -> Bool {
        self.askingSince.map { $0.duration(to: now) < Self.maximumQuestion } ?? false
    }

    /// The issuer answered.
    mutating func learned(_ knowledge: Knowledge, at now: ContinuousClock.Instant) {
        self.knowledge = knowledge
        self.learnedAt = now
        self.failedAt = nil
        self.askingSince = nil
    }

    /// The issuer did not answer, or not with what belongs there.
    mutating func failed(at now: ContinuousClock.Instant) {
        self.failedAt = now
        self.askingSince = nil
    }

    /// Whoever asked went away before there was an answer: that says nothing of the issuer.
    mutating func gaveUp() {
        self.askingSince = nil
    }
}
