/// Which of a tenant's segments: the day, and whether it is the day itself or an addition of what came late.
struct SegmentKey: Hashable, Sendable {
    /// The day on which its decisions were made.
    let day: UTCDay
    /// 0 is the day itself; from 1 additions, in the order in which they were begun.
    let part: Int16

    /// What the first bytes begin with.
    private static let domain = Array("hookswitch decision segment rows 1\n".utf8)

    /// What the first decision's hash stands on: the domain `hookswitch decision segment rows 1` and a line feed, the
    /// tenant, 16 bytes, the days since 1970, 8, and the part, 8.
    func seed(of tenant: TenantID) -> AuditHash {
        var form = CanonicalForm(Self.domain)
        form.append(bytes: tenant.uuid.bytes)
        form.append(Int64(self.day.number))
        form.append(Int64(self.part))
        return AuditHash(of: form.bytes)
    }
}
