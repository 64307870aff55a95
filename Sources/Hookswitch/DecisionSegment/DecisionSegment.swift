/// What is said of a tenant's decisions of one day, once they are sealed. It stands on the tenant's segment before it.
struct DecisionSegment: Hashable, Sendable {
    /// Whose decisions.
    let tenant: TenantID
    /// Its place in the tenant's chain, from 1 without gaps: the order of sealing, which is that of the days but for what
    /// came late.
    let number: Int64
    /// The hash of the segment before; of the first, zeros.
    let previousHash: AuditHash
    /// Which.
    let key: SegmentKey
    /// How many decisions.
    let decisionCount: Int64
    /// The last decision's hash, or, without one, ``SegmentKey/seed(of:)``.
    let root: AuditHash

    /// What the hashed bytes begin with.
    private static let domain = Array("hookswitch decision segment 1\n".utf8)

    /// Its hash: of the domain `hookswitch decision segment 1` and a line feed, the tenant, 16 bytes, the number, 8, the hash
    /// before, 32, the days since 1970, 8, the part, 8, the count, 8, and the root, 32.
    var hash: AuditHash {
        var form = CanonicalForm(Self.domain)
        form.append(bytes: self.tenant.uuid.bytes)
        form.append(self.number)
        form.append(bytes: self.previousHash.bytes)
        form.append(Int64(self.key.day.number))
        form.append(Int64(self.key.part))
        form.append(self.decisionCount)
        form.append(bytes: self.root.bytes)
        return AuditHash(of: form.bytes)
    }

    /// The segment in one word, to be kept elsewhere.
    var head: SegmentHead { SegmentHead(tenant: self.tenant, number: self.number, hash: self.hash) }
}
