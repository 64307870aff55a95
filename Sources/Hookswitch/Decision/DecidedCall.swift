public import Routing

/// A call whose answer is known and whose record is ready.
public struct DecidedCall: Sendable {
    /// What to keep of it.
    public let record: DecisionRecord

    /// Where the call goes; `nil` is the telephony cloud's default route.
    public var target: PhoneNumber? {
        self.record.decision.target
    }

    /// What became of the call.
    public var outcome: Outcome {
        self.record.decision.outcome
    }
}
