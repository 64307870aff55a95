import Crypto
import Foundation

/// What signed heads are checked with: the raw public key of Ed25519.
public struct AuditPublicKey: Hashable, Sendable {
    /// So many bytes of the key's SHA-256 name it: 16 characters.
    private static let idByteCount = 10

    /// The key's 32 bytes.
    let bytes: [UInt8]

    init(_ key: Curve25519.Signing.PublicKey) {
        self.bytes = Array(key.rawRepresentation)
    }

    /// Reads ``text``; `nil` if it is no public key.
    public init?(parsing text: String) {
        guard let bytes = Hexadecimal.decode(text),
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        else { return nil }
        self.init(key)
    }

    /// 64 hexadecimal digits.
    public var text: String { Hexadecimal.encode(self.bytes) }

    /// The key's name, made of the key itself: 16 characters of base32.
    public var id: String { Base32.encode(SHA256.hash(data: self.bytes).prefix(Self.idByteCount)) }

    /// Whether it is this key's signature of the message.
    func isSignature(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.bytes) else { return false }
        return key.isValidSignature(signature, for: message)
    }
}
