import Routing

/// A decision that reached Postgres.
public struct FeedEvent: Hashable, Sendable {
    /// Its name.
    public let id: DecisionID
    /// The decision as it is shown.
    public let decision: DecisionView
    /// Whose call it was.
    let tenantID: TenantID
    /// What became of it.
    let outcome: Outcome
}

extension FeedEvent {
    /// The event of a row.
    init(_ row: DecisionRow, tenant slug: String) {
        self.init(
            id: row.id,
            decision: DecisionView(row, tenant: slug),
            tenantID: row.tenantID,
            outcome: row.outcome
        )
    }
}
