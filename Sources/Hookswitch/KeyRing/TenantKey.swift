import Crypto
import Foundation
import Routing

/// A tenant's own key, opened. It seals the tenant's secrets and its callers' numbers, and makes the digests by which
/// callers are searched; destroying the one row that holds it makes all of these unreadable.
struct TenantKey: Sendable {
    /// Whose key it is.
    let tenantID: TenantID
    /// Its row.
    let dataKeyID: UUID
    private let sealingKey: SymmetricKey
    private let digestKey: SymmetricKey

    /// Makes a key of 32 bytes that were opened or drawn.
    init(_ bytes: [UInt8], tenantID: TenantID, dataKeyID: UUID) {
        self.tenantID = tenantID
        self.dataKeyID = dataKeyID
        let root = SymmetricKey(data: bytes)
        // Two uses, two keys: a digest must say nothing about what the same key sealed.
        self.sealingKey = Self.derive(from: root, for: "hookswitch seal 1")
        self.digestKey = Self.derive(from: root, for: "hookswitch caller digest 1")
    }

    private static func derive(from root: SymmetricKey, for use: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Array(use.utf8), outputByteCount: 32)
    }

    /// The place of the key's own row.
    static func context(_ tenantID: TenantID, _ dataKeyID: UUID) -> SealingContext {
        SealingContext(tenantID, column: "data_key.sealed", row: dataKeyID.bytes)
    }

    /// Seals a value: the key's row (16 bytes), nonce, ciphertext, tag.
    func seal(_ plaintext: [UInt8], for context: SealingContext) throws(SealError) -> [UInt8] {
        self.dataKeyID.bytes + (try context.seal(plaintext, with: self.sealingKey))
    }

    /// Opens what ``seal(_:for:)`` sealed.
    func open(_ sealed: [UInt8], for context: SealingContext) throws(SealError) -> [UInt8] {
        guard sealed.count > 16 else { throw .malformed }
        guard Array(sealed.prefix(16)) == self.dataKeyID.bytes else { throw .unknownKey("of another time") }
        return try context.open(Array(sealed.dropFirst(16)), with: self.sealingKey)
    }

    /// The digest by which a caller is searched: the first 16 bytes of HMAC-SHA-256.
    func digest(of number: PhoneNumber) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(number.digits.utf8), using: self.digestKey).prefix(16))
    }

    /// Tells whether two secrets of the tenant are the same: 8 characters of base32, of no use without the key.
    func fingerprint(of secret: Secret) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("secret ".utf8) + secret.reveal().utf8,
            using: self.digestKey
        )
        return Base32.encode(code.prefix(5))
    }

    /// Who called, in the forms that are kept.
    ///
    /// The sealed number is bound to its digest rather than to one decision: the value made for a caller once can stand
    /// in all of that caller's decisions, and moved to another caller's it does not open.
    func identity(of number: PhoneNumber) -> CallerIdentity {
        let digest = self.digest(of: number)
        let context = self.callerContext(digest)
        // Sealing with a key of the right size cannot fail; were it to, the number is rather not kept than kept open.
        let sealed = try? self.seal(Array(number.digits.utf8), for: context)
        return CallerIdentity(digest: digest, mask: number.masked, sealed: sealed)
    }

    /// Opens a caller's number, in E.164.
    ///
    /// - Parameter digest: The digest beside which it was kept.
    func number(_ sealed: [UInt8], digest: [UInt8]) throws(SealError) -> String {
        "+" + String(decoding: try self.open(sealed, for: self.callerContext(digest)), as: UTF8.self)
    }

    /// Which key sealed a value; `nil` if it is too short to say.
    static func id(in sealed: [UInt8]) -> UUID? {
        guard sealed.count >= 16 else { return nil }
        let half = { (bytes: ArraySlice<UInt8>) in bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        return UUID(high: half(sealed[..<8]), low: half(sealed[8..<16]))
    }

    private func callerContext(_ digest: [UInt8]) -> SealingContext {
        SealingContext(self.tenantID, column: "decision.caller_sealed", row: digest)
    }
}
