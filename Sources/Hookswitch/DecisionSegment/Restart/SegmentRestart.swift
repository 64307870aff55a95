/// That an operator began a tenant's chain of segments anew, because its end was not as it was sealed. The segment of this
/// number stands on the restart, and the restart names what it left behind.
struct SegmentRestart: Hashable, Sendable {
    /// Whose chain.
    let tenant: TenantID
    /// The number of the first segment behind it.
    let number: Int64
    /// The hash of the last segment as it stood then; zeros without one.
    let previousHash: AuditHash
    /// When, by the database's clock.
    let restartedAt: Moment
    /// Why, as the operator said.
    let reason: String

    /// What the hashed bytes begin with.
    private static let domain = Array("hookswitch decision restart 1\n".utf8)

    /// Its hash: of the domain `hookswitch decision restart 1` and a line feed, the tenant, 16 bytes, the number, 8, the hash
    /// before, 32, the microseconds since 1970, 8, and the reason, text.
    var hash: AuditHash {
        var form = CanonicalForm(Self.domain)
        form.append(bytes: self.tenant.uuid.bytes)
        form.append(self.number)
        form.append(bytes: self.previousHash.bytes)
        form.append(self.restartedAt.microseconds)
        form.append(self.reason)
        return AuditHash(of: form.bytes)
    }
}
