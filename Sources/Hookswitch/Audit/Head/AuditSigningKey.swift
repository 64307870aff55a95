import Crypto
import Foundation

/// What heads are signed with: made of a key of the key ring, so that operators keep no further file.
struct AuditSigningKey: Sendable {
    /// HKDF's info: a key that signs must be of no use for anything that seals.
    private static let use = "hookswitch audit head 1"

    private let key: Curve25519.Signing.PrivateKey

    /// Derives the key.
    ///
    /// - Throws: Never for 32 bytes, which is what HKDF is asked for; whatever the library says otherwise.
    init(derivedFrom key: KeyRing.Key) throws {
        let seed = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key.key,
            info: Array(Self.use.utf8),
            outputByteCount: AuditHash.byteCount
        )
        self.key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed.withUnsafeBytes { Data($0) })
    }

    /// What the signatures are checked with.
    var publicKey: AuditPublicKey { AuditPublicKey(self.key.publicKey) }

    /// Signs a head.
    func sign(_ head: AuditHead, at moment: Moment) throws -> SignedAuditHead {
        SignedAuditHead(
            head: head,
            signedAt: moment,
            keyID: self.publicKey.id,
            signature: try self.signature(of: SignedAuditHead.message(head, signedAt: moment))
        )
    }

    /// Signs bytes, which begin with the name of what they are: a signature of one thing is none of another.
    func signature(of message: [UInt8]) throws -> [UInt8] {
        Array(try self.key.signature(for: message))
    }
}
