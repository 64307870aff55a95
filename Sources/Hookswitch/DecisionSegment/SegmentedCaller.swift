/// What a segment says of a caller, in a form in which erasing the caller changes no hash.
enum SegmentedCaller: Hashable, Sendable {
    /// Nothing was ever kept in the database.
    case absent
    /// What may be shown, and what stands for the rest: the SQL function `caller_blind` makes it of the digest, the sealed
    /// number and the lookup.
    case kept(blind: AuditHash, mask: String?, callID: String?)
    /// All that is left once the caller was erased.
    case erased(commitment: AuditHash)

    /// What the commitment's bytes begin with.
    private static let domain = Array("hookswitch caller commitment 1\n".utf8)

    /// What the decision's hash is made with: the domain and a line feed, the blind, 32 bytes, the mask and the telephony
    /// cloud's name of the call, both optional texts. The SQL function `caller_commitment` makes the same.
    var commitment: AuditHash? {
        switch self {
        case .absent: return nil
        case .erased(let commitment): return commitment
        case .kept(let blind, let mask, let callID):
            var form = CanonicalForm(Self.domain)
            form.append(bytes: blind.bytes)
            form.append(optional: mask) { form, text in form.append(text) }
            form.append(optional: callID) { form, text in form.append(text) }
            return AuditHash(of: form.bytes)
        }
    }
}
