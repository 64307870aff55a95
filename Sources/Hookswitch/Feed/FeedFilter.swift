public import Routing

/// Which decisions a stream tells.
public struct FeedFilter: Hashable, Sendable {
    /// Only of this tenant; `nil` is of all.
    let scope: TenantScope?
    /// Only with this outcome; `nil` is any.
    public let outcome: Outcome?

    init(scope: TenantScope? = nil, outcome: Outcome? = nil) {
        self.scope = scope
        self.outcome = outcome
    }

    /// Whether a decision is told.
    func admits(_ event: FeedEvent) -> Bool {
        (self.scope.map { $0.tenantID == event.tenantID } ?? true) && (self.outcome.map { $0 == event.outcome } ?? true)
    }
}
