import Routing

/// A call whose caller must be sought in the CRM before it can be decided.
public struct SoughtCall: Sendable {
    let call: InboundCall
    let tenant: ServedTenant
    let called: PhoneNumber
    let caller: PhoneNumber
    let receivedAt: ContinuousClock.Instant
}
