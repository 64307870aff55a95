import Foundation

/// A head with the server's signature.
struct SignedAuditHead: Hashable, Sendable {
    /// What the signed bytes begin with.
    private static let domain = Array("hookswitch audit head 1\n".utf8)

    /// The end of a chain.
    let head: AuditHead
    /// When it was signed.
    let signedAt: Moment
    /// The name of the public key: ``AuditPublicKey/id``.
    let keyID: String
    /// Ed25519 (RFC 8032), 64 bytes.
    let signature: [UInt8]

    /// The bytes that are signed: the domain `hookswitch audit head 1` and a line feed, the tenant (16 bytes), the sequence
    /// (8, big-endian), the hash (32), and the microseconds since 1970 of the signing (8).
    static func message(_ head: AuditHead, signedAt: Moment) -> [UInt8] {
        var form = CanonicalForm(Self.domain)
        form.append(bytes: head.chain.uuid.bytes)
        form.append(head.sequence)
        form.append(bytes: head.hash.bytes)
        form.append(signedAt.microseconds)
        return form.bytes
    }

    /// Whether it is this key's signature.
    func isSigned(by key: AuditPublicKey) -> Bool {
        key.isSignature(self.signature, of: Self.message(self.head, signedAt: self.signedAt))
    }
}

extension SignedAuditHead {
    /// The kind of line in an export.
    static let lineType = "head"

    private static let names = ["type", "chain", "sequence", "hash", "signed_at", "key_id", "signature"]

    /// The head as a line of an export has it.
    var members: [String: AuditValue] {
        [
            "type": .text(Self.lineType),
            "chain": .text(self.head.chain.description),
            "sequence": .integer(self.head.sequence),
            "hash": .text(self.head.hash.description),
            "signed_at": .text(self.signedAt.exactText),
            "key_id": .text(self.keyID),
            "signature": .text(Hexadecimal.encode(self.signature)),
        ]
    }

    /// Reads ``members``, strictly.
    init(members: [String: AuditValue]) throws(AuditLineError) {
        for name in members.keys.sorted() where !Self.names.contains(name) { throw .unknown(name) }
        self.init(
            head: AuditHead(
                chain: try AuditLineError.read("chain", members) { $0.text.flatMap(AuditChainID.init(parsing:)) },
                sequence: try AuditLineError.read("sequence", members) { $0.integer },
                hash: try AuditLineError.read("hash", members) { $0.text.flatMap(AuditHash.init(parsing:)) }
            ),
            signedAt: try AuditLineError.read("signed_at", members) { $0.text.flatMap(Moment.init(exactText:)) },
            keyID: try AuditLineError.read("key_id", members) { $0.text },
            signature: try AuditLineError.read("signature", members) { $0.text.flatMap(Hexadecimal.decode) }
        )
    }
}
