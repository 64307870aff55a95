import Crypto
import Foundation

/// The keys that seal every tenant's own key. The first seals; all of them open, so that one can be replaced in steps.
public struct KeyRing: Sendable {
    /// One key and its name.
    struct Key: Sendable {
        /// Eight characters of base32, random.
        let id: String
        let key: SymmetricKey
    }

    /// The keys, newest first; never empty.
    let keys: [Key]

    /// The names of the keys, newest first.
    public var keyIDs: [String] {
        self.keys.map(\.id)
    }

    init(keys: [Key]) {
        self.keys = keys
    }

    /// Makes a key ring with one new key.
    ///
    /// - Parameter random: Where the key's 256 bits come from.
    public init(random: inout some RandomNumberGenerator) {
        let id = Base32.encode((0..<5).map { _ in UInt8.random(in: 0...255, using: &random) })
        let key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
        self.keys = [Key(id: id, key: SymmetricKey(data: key))]
    }

    /// Seals a tenant's key.
    ///
    /// - Returns: The name's length in one byte, the name, then nonce (12 bytes), ciphertext and tag (16 bytes).
    func seal(_ plaintext: [UInt8], for context: SealingContext) throws(SealError) -> [UInt8] {
        guard let key = self.keys.first else { throw .unknownKey("") }
        let name = Array(key.id.utf8)
        return [UInt8(truncatingIfNeeded: name.count)] + name + (try context.seal(plaintext, with: key.key))
    }

    /// Opens what ``seal(_:for:)`` sealed.
    func open(_ sealed: [UInt8], for context: SealingContext) throws(SealError) -> [UInt8] {
        guard let length = sealed.first, sealed.count > Int(length) + 1 else { throw .malformed }
        let id = String(decoding: sealed.dropFirst().prefix(Int(length)), as: UTF8.self)
        guard let key = self.keys.first(where: { $0.id == id }) else { throw .unknownKey(id) }
        return try context.open(Array(sealed.dropFirst(Int(length) + 1)), with: key.key)
    }
}

extension KeyRing: CustomStringConvertible, CustomReflectable {
    /// The names of the keys, never a key.
    public var description: String { "key ring of " + self.keyIDs.joined(separator: ", ") }

    /// Nothing, so that `dump` shows no key.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
