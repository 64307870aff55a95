/// Decides when a token is used, fetched and not fetched: a value that never waits and opens nothing.
///
/// Entra locks out who repeats a failing request (AADSTS50196), so at most one fetch runs, a refusal is believed for a
/// quarter of an hour, and other failures are not repeated for half a minute.
struct AccessTokenMachine: Sendable {
    /// What to do for a caller who needs a token.
    enum Action: Hashable, Sendable {
        /// Use the token; begin a fetch in the background when `refresh` says so.
        case use(AccessToken, refresh: FetchID?)
        /// Begin a fetch and wait for it.
        case fetch(FetchID)
        /// Wait for the fetch that is under way.
        case wait(FetchID)
        /// Do without.
        case fail(TokenFailure)
    }

    /// One fetch; what an earlier one brings is not mistaken for it.
    struct FetchID: Hashable, Sendable {
        let number: UInt64
    }

    /// How long before its end a token is used no more: clocks differ, and a request takes a while.
    static let margin = Duration.seconds(60)

    /// How long a refusal is believed.
    static let refusalTime = Duration.seconds(15 * 60)

    /// How long after a failure the next attempt may come.
    static let retryInterval = Duration.seconds(30)

    /// The shortest and longest times of Entra's own that are heeded.
    static let retryAfterTimes = Duration.seconds(1)...Duration.seconds(15 * 60)

    private struct Held: Sendable {
        let token: AccessToken
        let fetchedAt: ContinuousClock.Instant
        let refreshAt: ContinuousClock.Instant
        let endsAt: ContinuousClock.Instant
    }

    private struct Setback: Sendable {
        let failure: TokenFailure
        let until: ContinuousClock.Instant
    }

    private var held: Held?
    private var setback: Setback?
    private var running: FetchID?
    private var lastFetch: UInt64 = 0

    /// A time of Entra's within what is heeded.
    static func clamp(_ time: Duration) -> Duration {
        min(max(time, Self.retryAfterTimes.lowerBound), Self.retryAfterTimes.upperBound)
    }

    /// A caller needs a token.
    ///
    /// - Parameter isForced: Whether to ask even where a refusal is still believed, because a person asks to check.
    mutating func requested(at now: ContinuousClock.Instant, isForced: Bool = false) -> Action {
        if let held, now < held.endsAt, !isForced {
            guard now >= held.refreshAt, self.running == nil, self.activeSetback(at: now) == nil else {
                return .use(held.token, refresh: nil)
            }
            return .use(held.token, refresh: self.begin())
        }
        if let running { return .wait(running) }
        if let setback = self.activeSetback(at: now) {
            guard isForced, case .permanent = setback.failure else { return .fail(setback.failure) }
        }
        return .fetch(self.begin())
    }

    /// Why there would be no token now without a fetch; `nil` if there is one or a fetch may be tried.
    func setback(at now: ContinuousClock.Instant) -> TokenFailure? {
        if let held, now < held.endsAt { return nil }
        return self.running == nil ? self.activeSetback(at: now)?.failure : nil
    }

    /// A fetch brought a token.
    mutating func fetched(_ token: AccessToken, by id: FetchID, at now: ContinuousClock.Instant) {
        guard self.running == id else { return }
        self.running = nil
        self.setback = nil
        self.held = Held(
            token: token,
            fetchedAt: now,
            refreshAt: now + token.lifetime / 2,
            endsAt: now + token.lifetime - Self.margin
        )
        // A token that lives no longer than the margin can never be used, and must not be asked for at every call.
        if token.lifetime <= Self.margin {
            self.held = nil
            let failure = TokenFailure.transient(.invalidResponse(.token), retryAfter: nil)
            self.setback = Setback(failure: failure, until: now + Self.retryInterval)
        }
    }

    /// A fetch failed.
    mutating func failed(_ failure: TokenFailure, by id: FetchID, at now: ContinuousClock.Instant) {
        guard self.running == id else { return }
        self.running = nil
        let time =
            switch failure {
            case .permanent: Self.refusalTime
            case .transient(_, let retryAfter): max(Self.retryInterval, Self.clamp(retryAfter ?? Self.retryInterval))
            }
        self.setback = Setback(failure: failure, until: now + time)
    }

    /// Dataverse refused a token that should be good.
    ///
    /// - Returns: Whether to try again with another token. One that was just fetched is kept, so that an environment
    ///   which refuses every token does not make Entra issue one for every call.
    mutating func rejected(_ token: AccessToken, at now: ContinuousClock.Instant) -> Bool {
        guard let held, held.token == token else { return true }
        guard now - held.fetchedAt >= Self.retryInterval else { return false }
        self.held = nil
        return true
    }

    private func activeSetback(at now: ContinuousClock.Instant) -> Setback? {
        guard let setback, now < setback.until else { return nil }
        return setback
    }

    private mutating func begin() -> FetchID {
        self.lastFetch &+= 1
        let id = FetchID(number: self.lastFetch)
        self.running = id
        return id
    }
}
