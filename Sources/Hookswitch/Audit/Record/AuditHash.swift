import Crypto

/// SHA-256 of an audit record in its canonical form.
public struct AuditHash: Hashable, Sendable {
    /// How many bytes it has.
    static let byteCount = 32
    /// What the first record of a chain has as the hash before it.
    static let zero = AuditHash(Array(repeating: 0, count: Self.byteCount))

    /// The 32 bytes.
    let bytes: [UInt8]

    /// Takes bytes that were checked to be 32, by their maker or by Postgres.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Hashes a canonical form.
    init(of canonicalBytes: [UInt8]) {
        self.bytes = Array(SHA256.hash(data: canonicalBytes))
    }

    /// Reads 64 hexadecimal digits in lower case; `nil` for anything else.
    init?(parsing text: String) {
        guard let bytes = Hexadecimal.decode(text), bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }
}

extension AuditHash: CustomStringConvertible {
    /// 64 hexadecimal digits.
    public var description: String { Hexadecimal.encode(self.bytes) }
}
