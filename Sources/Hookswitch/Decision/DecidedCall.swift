public import Routing

/// A call whose answer is known and whose record is ready.
public struct DecidedCall: Sendable {
    /// What to keep of it.
    public let record: DecisionRecord
    private let activity: TenantActivity

    init(record: DecisionRecord, activity: TenantActivity) {
        self.record = record
        self.activity = activity
    }

    /// Counts the call as one of its tenant's: it is being answered, and was not only explained.
    public func countForTenant() {
        self.activity.note(at: self.record.decidedAt)
    }

    /// Where the call goes; `nil` is the telephony cloud's default route.
    public var target: PhoneNumber? {
        self.record.decision.target
    }

    /// What became of the call.
    public var outcome: Outcome {
        self.record.decision.outcome
    }
}
