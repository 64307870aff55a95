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

    init(_ row: DecisionRow, tenant slug: String) {
        self.id = row.id
        self.decision = DecisionView(row, tenant: slug)
        self.tenantID = row.tenantID
        self.outcome = row.outcome
    }
}
