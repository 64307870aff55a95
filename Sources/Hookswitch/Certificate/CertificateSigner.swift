/// Makes certificates with the key that signs the ends of audit chains.
struct CertificateSigner: Sendable {
    private let key: AuditSigningKey

    /// - Throws: What the library says if no key can be derived from the key ring.
    init(keyRing: KeyRing) throws {
        guard let key = keyRing.keys.first else { throw SealError.unknownKey("") }
        self.key = try AuditSigningKey(derivedFrom: key)
    }

    /// Signs what was done.
    ///
    /// - Parameters:
    ///   - facts: What it says besides its kind, its name, its time and its key.
    ///   - moment: When it is signed.
    /// - Returns: The certificate as it is kept.
    func certify(
        _ kind: Certificate.Kind,
        id: String,
        _ facts: [String: AuditValue],
        at moment: Moment
    ) throws -> String {
        var members = facts
        members["type"] = .text(Certificate.type)
        members["version"] = .integer(1)
        members["kind"] = .text(kind.rawValue)
        members["id"] = .text(id)
        members["issued_at"] = .text(moment.exactText)
        members["key_id"] = .text(self.key.publicKey.id)
        let signature = try self.key.signature(of: Certificate.message(members))
        return try Certificate(members: members, signature: signature).json()
    }
}
