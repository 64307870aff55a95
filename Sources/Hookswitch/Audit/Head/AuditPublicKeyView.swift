/// A public key as the admin API and the command line show it.
public struct AuditPublicKeyView: Codable, Hashable, Sendable {
    /// The key's name, as signed heads have it.
    public let keyID: String
    /// Always `Ed25519`.
    public let algorithm: String
    /// The raw key, 64 hexadecimal digits: what `hookswitch audit verify --public-key` takes.
    public let publicKey: String
    /// Whether heads are signed with it now; the others signed earlier ones.
    public let isCurrent: Bool

    enum CodingKeys: String, CodingKey {
        case algorithm
        case keyID = "key_id"
        case publicKey = "public_key"
        case isCurrent = "is_current"
    }
}

extension AuditPublicKeyView {
    /// The public keys of a key ring, the current one first.
    static func all(of keyRing: KeyRing) throws -> [AuditPublicKeyView] {
        try keyRing.keys.enumerated().map { index, key in
            let publicKey = try AuditSigningKey(derivedFrom: key).publicKey
            return AuditPublicKeyView(
                keyID: publicKey.id,
                algorithm: "Ed25519",
                publicKey: publicKey.text,
                isCurrent: index == 0
            )
        }
    }
}
