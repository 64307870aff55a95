/// A record with the hash that it is said to have. Whether it has is for a verification to find out.
struct ChainedAuditRecord: Hashable, Sendable {
    /// The record.
    let record: AuditRecord
    /// What is said to be its hash.
    let hash: AuditHash

    /// Whether the hash is the record's.
    var isIntact: Bool { self.record.hash == self.hash }
}
