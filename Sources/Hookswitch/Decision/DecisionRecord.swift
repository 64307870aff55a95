public import Routing

/// What is kept of a decision. The spool gives it a number, and with that its ``DecisionID``.
public struct DecisionRecord: Hashable, Sendable {
    /// Whose call it was.
    public let tenantID: TenantID
    /// When it was decided.
    public let decidedAt: Moment
    /// What was decided.
    public let decision: Decision
    /// The pool's number; `nil` if the text was no number.
    public let pool: PhoneNumber?
    /// The version of the tenant document whose rules were used.
    public let tenantVersion: Int32
    /// What was known of the caller.
    public let callerFact: CallFacts.Caller
    /// Who called; `nil` if the caller hid the number or it was none.
    public let callerIdentity: CallerIdentity?
    /// The telephony cloud's name of the call.
    public let callID: String?
    /// The queue's symbolic tag.
    public let targetID: String?
    /// How the directory was asked, as one JSON object; `nil` if it was not.
    public let lookup: String?
    /// From the request's last byte to the decision, in microseconds.
    public let durationMicroseconds: Int32
}
