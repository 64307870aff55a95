/// Where a change came from, and why it was made: what the door knows and the audit keeps.
public struct AuditOrigin: Hashable, Sendable {
    /// The longest reason in characters: some sentences and a ticket's address.
    public static let maximumReasonLength = 500

    /// The request, as the log and the answer name it.
    public let requestID: String?
    /// The address that it came from; a reverse proxy's, if one stands in front.
    public let source: String?
    /// Why, in the operator's words.
    public let reason: String?

    /// Tells what is known.
    public init(requestID: String? = nil, source: String? = nil, reason: String? = nil) {
        self.requestID = requestID
        self.source = source
        self.reason = reason
    }

    /// The same, for a reason that came with the request itself.
    func stating(_ reason: String) -> Self {
        Self(requestID: self.requestID, source: self.source, reason: reason)
    }
}
