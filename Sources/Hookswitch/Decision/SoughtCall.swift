import Routing

/// A call whose caller must be sought in the CRM before it can be decided. It has a place in the tenant's directory.
public struct SoughtCall: Sendable {
    /// When its answer is due.
    public let deadline: ContinuousClock.Instant
    let call: InboundCall
    let tenant: ServedTenant
    let called: PhoneNumber
    let caller: PhoneNumber
    let receivedAt: ContinuousClock.Instant
}
