/// How far the erasure of a caller is.
public enum ErasureState: String, CaseIterable, Codable, Hashable, Sendable {
    /// What comes from spools is erased already; decisions in the database follow.
    case erasing
    /// No decision leads to the caller any more, and there is a certificate.
    case erased
}
