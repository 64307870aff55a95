/// One page of the list of audit records.
public struct AuditPage: Codable, Hashable, Sendable {
    /// The records, newest first.
    public let data: [AuditView]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
