/// A call that waits in a pool, as the telephony cloud described it.
public struct InboundCall: Hashable, Sendable {
    /// Who calls: `anum`.
    public let caller: Party
    /// The pool in which the call waits: `bnum`.
    public let called: Party
    /// The symbolic tag of the queue, at most 128 bytes: `targetid`.
    public let targetID: String?
    /// The telephony cloud's name of the call, at most 128 bytes: `extradata.CallId`.
    public let callID: String?
    /// Whether the caller is on the customer's own exchange: `extradata.IsInternalCaller`.
    public let isInternalCaller: Bool

    /// Describes a call.
    public init(
        caller: Party,
        called: Party,
        targetID: String? = nil,
        callID: String? = nil,
        isInternalCaller: Bool = false
    ) {
        self.caller = caller
        self.called = called
        self.targetID = targetID
        self.callID = callID
        self.isInternalCaller = isInternalCaller
    }
}
