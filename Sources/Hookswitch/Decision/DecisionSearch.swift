public import Routing

/// Which decisions to list, newest first.
public struct DecisionSearch: Hashable, Sendable {
    /// How many decisions one page has at most. It bounds what one request costs; a client turns pages.
    public static let maximumLimit = 200

    /// Whose decisions; `nil` is everybody's within ``reach``, for the operator.
    public let scope: TenantScope?
    /// The tenants whose decisions may be listed where no ``scope`` names one.
    public let reach: TenantReach
    /// How many to list, 1 to ``maximumLimit``.
    public let limit: Int
    /// Where the page before ended; `nil` begins with the newest.
    public let before: DecisionCursor?
    /// Only such outcomes; `nil` is all.
    public let outcome: Outcome?
    /// Only decisions made then or later.
    public let since: Moment?
    /// Only calls of the caller with this keyed digest. A digest says something only within one tenant.
    public let callerDigest: [UInt8]?

    /// States a search. A limit outside its bounds becomes the nearest within them.
    public init(
        scope: TenantScope?,
        reach: TenantReach = .all,
        limit: Int = 50,
        before: DecisionCursor? = nil,
        outcome: Outcome? = nil,
        since: Moment? = nil,
        callerDigest: [UInt8]? = nil
    ) {
        self.scope = scope
        self.reach = reach
        self.limit = min(max(1, limit), Self.maximumLimit)
        self.before = before
        self.outcome = outcome
        self.since = since
        self.callerDigest = callerDigest
    }
}
