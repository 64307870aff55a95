public import Routing

/// Which decisions to list, newest first.
public struct DecisionSearch: Hashable, Sendable {
    /// How many decisions one page has at most. It bounds what one request costs; a client turns pages.
    public static let maximumLimit = 200
    /// Calls that took as long or longer have an index of their own, `decision_slow_idx`, in microseconds: people ask for those.
    static let slowMicroseconds: Int32 = 500_000

    /// Whose decisions; `nil` is everybody's within ``reach``, for the operator.
    public let scope: TenantScope?
    /// The tenants whose decisions may be listed where no ``scope`` names one.
    public let reach: TenantReach
    /// How many to list, 1 to ``maximumLimit``.
    public let limit: Int
    /// Where the page before ended; `nil` begins with the newest.
    public let before: DecisionCursor?
    /// Only such outcomes; empty is all.
    public let outcomes: [Outcome]
    /// Only decisions made then or later.
    public let since: Moment?
    /// Only decisions made before then.
    public let until: Moment?
    /// Only calls to this pool.
    public let pool: PhoneNumber?
    /// Only the call that the telephony cloud calls so.
    public let callID: String?
    /// Only calls that took longer, in microseconds.
    public let slowerThanMicroseconds: Int32?
    /// Only calls of the caller with this keyed digest. A digest says something only within one tenant.
    public let callerDigest: [UInt8]?

    /// States a search. The parameter `outcome` is one more of `outcomes`. A limit outside its bounds becomes the nearest within them.
    public init(
        scope: TenantScope?,
        reach: TenantReach = .all,
        limit: Int = 50,
        before: DecisionCursor? = nil,
        outcome: Outcome? = nil,
        outcomes: [Outcome] = [],
        since: Moment? = nil,
        until: Moment? = nil,
        pool: PhoneNumber? = nil,
        callID: String? = nil,
        slowerThanMicroseconds: Int32? = nil,
        callerDigest: [UInt8]? = nil
    ) {
        self.scope = scope
        self.reach = reach
        self.limit = min(max(1, limit), Self.maximumLimit)
        self.before = before
        self.outcomes = outcomes + (outcome.map { [$0] } ?? [])
        self.since = since
        self.until = until
        self.pool = pool
        self.callID = callID
        self.slowerThanMicroseconds = slowerThanMicroseconds
        self.callerDigest = callerDigest
    }

    /// Whether what is searched is rare whosever it is, so that it is quicker found among all tenants than tenant by tenant.
    var isNarrow: Bool {
        self.pool != nil || self.callID != nil || (self.slowerThanMicroseconds ?? 0) >= Self.slowMicroseconds
    }
}
