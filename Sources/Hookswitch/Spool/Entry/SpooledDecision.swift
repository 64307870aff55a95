import Foundation
import Routing

/// A decision as it is read back from the spool: what the columns of the table `decision` hold.
struct SpooledDecision: Hashable, Sendable {
    let sequence: Int64
    let tenantID: TenantID
    let decidedAt: Moment
    let outcome: Outcome
    let pool: PhoneNumber?
    let target: PhoneNumber?
    let choice: Decision.Choice?
    let tenantVersion: Int32
    let callerFact: CallFacts.Caller
    let callerIdentity: CallerIdentity?
    let callID: String?
    let targetID: String?
    let lookup: String?
    let durationMicroseconds: Int32
}
