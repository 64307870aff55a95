public import Routing

/// Which decisions a stream tells.
public struct FeedFilter: Hashable, Sendable {
    /// Only of this tenant; `nil` is of all within ``reach``.
    let scope: TenantScope?
    /// Only of these tenants: the operator sees no others.
    let reach: TenantReach
    /// Only with this outcome; `nil` is any.
    public let outcome: Outcome?

    init(scope: TenantScope? = nil, reach: TenantReach = .all, outcome: Outcome? = nil) {
        self.scope = scope
        self.reach = reach
        self.outcome = outcome
    }

    /// Whether a decision is told.
    func admits(_ event: FeedEvent) -> Bool {
        self.reach.includes(event.tenantID) && (self.scope.map { $0.tenantID == event.tenantID } ?? true)
            && (self.outcome.map { $0 == event.outcome } ?? true)
    }
}
