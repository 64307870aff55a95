/// One page of the server's own check of the audit.
public struct AuditChainCheckPage: Hashable, Sendable {
    /// What the check of each chain came to, the installation's first.
    public let data: [AuditChainCheck]
    /// Where the next page begins; `nil` on the last.
    public let next: String?
}
