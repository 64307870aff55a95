/// Who called, in the three forms in which it is kept: never the number itself.
public struct CallerIdentity: Hashable, Sendable {
    /// Keyed digest (HMAC-SHA-256, first 16 bytes) with the tenant's key: to search by.
    public let digest: [UInt8]
    /// The number with most digits hidden: to show.
    public let mask: String
    /// The number sealed with the tenant's key: to reveal, audited. `nil` if the tenant keeps none.
    public let sealed: [UInt8]?
}
