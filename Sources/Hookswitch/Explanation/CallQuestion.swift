/// A call that is to be explained.
public struct CallQuestion: Hashable, Sendable {
    /// Where the caller is found.
    public enum Source: Hashable, Sendable {
        /// As for a call: what is remembered, or else the CRM.
        case live
        /// What is remembered, and nothing else; of others it is as though the CRM failed.
        case cache
        /// What is given here, and nothing else: neither the CRM nor the cache is asked.
        case fixture(CallerFixture)
    }

    /// The caller as the telephony cloud would write it: `anum`.
    public let from: String
    /// The pool: `bnum`.
    public let to: String
    /// The symbolic tag of the queue: `targetid`.
    public let targetID: String?
    /// Where the caller is found.
    public let source: Source

    /// Asks what would become of a call.
    public init(from: String, to: String, targetID: String? = nil, source: Source = .live) {
        self.from = from
        self.to = to
        self.targetID = targetID
        self.source = source
    }
}
