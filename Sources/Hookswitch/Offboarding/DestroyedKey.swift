import Crypto

/// A tenant's own key that is no more: which it was, so that one found in a backup can be told to be it.
struct DestroyedKey: Codable, Hashable, Sendable {
    /// The row that held it, a UUID.
    let id: String
    /// SHA-256 of the key as it was sealed with the key ring, 64 hexadecimal digits.
    let fingerprint: String

    /// Names a key by its row.
    init(id: String, sealed: [UInt8]) {
        self.id = id
        self.fingerprint = Hexadecimal.encode(Array(SHA256.hash(data: sealed)))
    }
}
