import Hookswitch

/// The wizard as a value: what is known so far, and from that what is to be asked or done next. It asks and does nothing
/// itself, and keeps nothing: what was made is on the server, which is where it begins again after it was cut off.
struct Onboarding: Sendable {
    /// How the verification stands.
    enum Verdict: Hashable, Sendable {
        case passed, failed
        /// It failed, and is to be mended later.
        case postponed
    }

    /// How Enreach will prove itself.
    enum Key: Sendable {
        /// By a key that was made a moment ago.
        case issued(IssuedWebhookKey)
        /// By one whose value is not known here.
        case kept
        /// By nothing.
        case unneeded
    }

    /// What was answered.
    var answers: OnboardingAnswers
    /// Whether the slug came with the command, so that a tenant of that name is meant to go on with.
    let isSlugGiven: Bool
    /// The tenant as it is on the server.
    private(set) var tenant: StoredTenant?
    /// Whether it was there before.
    private(set) var isResumed = false
    /// How the verification stands; `nil` before it.
    private(set) var verdict: Verdict?
    /// What the verification found, step by step.
    private(set) var probes: [VerificationProbe] = []
    /// How Enreach will prove itself; `nil` before that is settled.
    private(set) var key: Key?
    /// The last test call.
    private(set) var call: OnboardedCall?
    /// What is sent to Enreach.
    private(set) var sheet: HandoffSheet?

    private var isSlugFree = false
    private var isAddressAllowed = false
    private var hasUnstoredConnection = false
    private var hasUnstoredPools = false
    private var arePoolsChecked = false
    /// What is asked again, for it was wrong.
    private var again: [OnboardingQuestion] = []

    /// Begins.
    ///
    /// - Parameter slug: The tenant that was named; `nil` asks.
    init(slug: String?, answers: OnboardingAnswers = OnboardingAnswers()) {
        self.answers = answers
        self.isSlugGiven = slug != nil
        if let slug { self.answers.slug = slug }
    }

    /// What is to be asked or done next.
    var next: OnboardingMove {
        if let question = self.again.first { return .ask(question) }
        guard let tenant else { return self.moveToTenant }
        return self.moveToConnection(tenant) ?? self.moveToVerdict() ?? self.moveToPools(tenant)
            ?? self.moveToKey(tenant) ?? self.moveToCall(tenant)
            ?? (self.sheet == nil ? .act(.handOff) : .finished)
    }

    /// Until there is a tenant.
    private var moveToTenant: OnboardingMove {
        let answers = self.answers
        if let slug = answers.slug, !self.isSlugFree { return .act(.lookUp(slug)) }
        if answers.name == nil { return .ask(.name) }
        if answers.slug == nil { return .ask(.slug) }
        if answers.region == nil { return .ask(.region) }
        if answers.url == nil { return .ask(.url) }
        if !self.isAddressAllowed { return .act(.checkAddress) }
        if answers.entraTenant == nil { return .ask(.entraTenant) }
        if answers.clientID == nil { return .ask(.clientID) }
        return .act(.create)
    }

    private func moveToConnection(_ tenant: StoredTenant) -> OnboardingMove? {
        if !tenant.hasSecret, self.answers.secret == nil { return .ask(.secret) }
        if self.answers.secret != nil, self.answers.expiry == nil { return .ask(.expiry) }
        return self.hasUnstoredConnection ? .act(.storeConnection) : nil
    }

    private func moveToVerdict() -> OnboardingMove? {
        switch self.verdict {
        case nil: self.answers.sample.map { .act(.verify(sample: $0.text)) } ?? .ask(.sample)
        case .failed: .ask(.afterFailure)
        case .passed, .postponed: nil
        }
    }

    private func moveToPools(_ tenant: StoredTenant) -> OnboardingMove? {
        if self.answers.arePoolsComplete, self.hasUnstoredPools { return .act(.storePools) }
        guard tenant.pools.isEmpty else {
            return self.arePoolsChecked || self.verdict != .passed ? nil : .act(.checkPools)
        }
        guard self.answers.arePoolsTyped else { return .ask(.poolsFile) }
        guard let pool = self.answers.pool else { return .ask(.poolNumber) }
        if pool.name == nil { return .ask(.poolName) }
        return pool.target == nil ? .ask(.poolTarget) : .ask(.poolOtherwise)
    }

    private func moveToKey(_ tenant: StoredTenant) -> OnboardingMove? {
        guard self.key == nil else { return nil }
        // Unless somebody says so, no second key is made.
        if !tenant.liveKeys.isEmpty, self.answers.wantsFurtherKey == nil { return .ask(.furtherKey) }
        return .act(.makeKey)
    }

    private func moveToCall(_ tenant: StoredTenant) -> OnboardingMove? {
        guard self.call == nil else { return nil }
        guard let caller = self.answers.caller else { return .ask(.caller) }
        guard let caller = caller.text else { return nil }
        guard let pool = self.answers.calledPool else { return .ask(.pool) }
        return .act(.call(from: caller, to: pool))
    }
}

extension Onboarding {
    /// How many live keys a tenant may have; the server refuses a third.
    static let maximumKeyCount = 2

    /// The tenant was sought.
    ///
    /// - Returns: Why the slug cannot be had; it is asked again then.
    mutating func found(_ tenant: StoredTenant?) -> String? {
        guard let tenant else {
            self.isSlugFree = true
            return nil
        }
        guard self.isSlugGiven else {
            self.answers.slug = nil
            return "there is a tenant \(tenant.slug) already (\(tenant.view.name)); to go on with that one, leave with"
                + " Ctrl-C: hookswitch tenant onboard \(tenant.slug)"
        }
        self.isResumed = true
        self.take(tenant)
        // What came by options is written again, which changes nothing if it is so already.
        let answers = self.answers
        let isConnectionGiven =
            [answers.name, answers.region, answers.url, answers.entraTenant, answers.clientID, answers.authentication]
            .contains { $0 != nil }
        if isConnectionGiven { self.hasUnstoredConnection = true }
        return nil
    }

    /// The server said whether it would call the address.
    ///
    /// - Parameter isAllowed: If not, it is asked again.
    mutating func addressWasChecked(isAllowed: Bool) {
        self.isAddressAllowed = isAllowed
        if !isAllowed { self.answers.url = nil }
    }

    /// Something was written, and the tenant is this now.
    mutating func stored(_ tenant: StoredTenant, by action: OnboardingMove.Action) {
        self.take(tenant)
        switch action {
        case .create: self.hasUnstoredConnection = self.answers.secret != nil
        case .storeConnection:
            self.hasUnstoredConnection = false
            self.verdict = nil
        case .storePools: self.hasUnstoredPools = false
        default: break
        }
    }

    /// The server refused what was to be written: what it names is asked again.
    ///
    /// - Returns: Whether there is a question for it.
    mutating func refused(pointers: [String]) -> Bool {
        let questions: [String: OnboardingQuestion] = [
            "/slug": .slug, "/name": .name, "/region": .region, "/dataverse/url": .url, "/entra/tenant": .entraTenant,
            "/entra/clientId": .clientID, "/entra/credential/secret": .secret,
            "/entra/credential/secret/value": .secret,
            "/entra/credential/expiresAt": .expiry,
        ]
        let wrong = pointers.compactMap { questions[$0] }
        guard !wrong.isEmpty else { return false }
        self.again = wrong
        return true
    }

    /// The verification ended.
    mutating func verified(_ result: VerificationResult) {
        self.probes = result.probes
        let failed = result.probes.contains { $0.status == .failed && OnboardingProbes.isOfConnection($0.id) }
        self.verdict = failed ? .failed : .passed
        // Pools that were there already were looked at with all else.
        self.arePoolsChecked = !(self.tenant?.pools.isEmpty ?? true)
    }

    /// The pools were looked at.
    mutating func poolsWereChecked(_ result: VerificationResult) {
        let others = self.probes.filter { OnboardingProbes.isOfConnection($0.id) }
        self.probes = others + result.probes.filter { !OnboardingProbes.isOfConnection($0.id) }
        self.arePoolsChecked = true
    }

    /// A key was made.
    mutating func issued(_ key: IssuedWebhookKey) { self.key = .issued(key) }

    /// A call was tried.
    mutating func called(_ call: OnboardedCall) {
        self.call = call
    }

    /// The sheet came.
    mutating func handedOff(_ sheet: HandoffSheet) { self.sheet = sheet }

    /// Takes in what the server has.
    private mutating func take(_ tenant: StoredTenant) {
        self.tenant = tenant
        if !tenant.needsKey { self.key = .unneeded }
        let isFull = tenant.liveKeys.count >= Self.maximumKeyCount
        if isFull, self.key == nil, self.answers.wantsFurtherKey == nil { self.key = .kept }
        if self.answers.calledPool == nil, tenant.pools.count == 1 { self.answers.calledPool = tenant.pools[0].number }
    }
}

extension Onboarding {
    /// Where numbers without a country code are read.
    var region: String? { self.answers.region ?? self.tenant?.view.region }

    /// A question was answered.
    mutating func settle(_ question: OnboardingQuestion) {
        self.again.removeAll { $0 == question }
        switch question {
        case .name, .region, .entraTenant, .clientID, .secret, .expiry: self.hasUnstoredConnection = true
        case .url:
            self.hasUnstoredConnection = true
            self.isAddressAllowed = false
        default: break
        }
    }

    /// The pools are complete, and not yet on the server.
    mutating func completePools() {
        self.answers.arePoolsComplete = true
        self.hasUnstoredPools = true
    }

    /// Whether a key is made beside one that is live.
    mutating func settleKey(isFurther: Bool) {
        self.answers.wantsFurtherKey = isFurther
        switch self.key {
        // Two are live: that a third cannot be made, the server says.
        case .kept where isFurther: self.key = nil
        case nil where !isFurther: self.key = .kept
        default: break
        }
    }

    /// The slug is free for another.
    mutating func slugChanged() { self.isSlugFree = false }

    /// The verification is made again.
    mutating func verifyAgain() { self.verdict = nil }

    /// What failed is mended later.
    mutating func postpone() { self.verdict = .postponed }

    /// Some answers are given again, one after the other.
    ///
    /// A secret is sealed for the address, the directory and the application that it was entered for, so that it is asked
    /// with each of them.
    mutating func edit(_ question: OnboardingQuestion) {
        self.again = question == .secret ? [.secret, .expiry] : [question, .secret, .expiry]
    }
}
