import Foundation

/// A signed token as it came: JSON Web Signature in its compact form, RFC 7515. Its head is read and nothing is proved.
struct IdentityToken: Hashable, Sendable {
    /// The longest that is read; Entra's have some 2 KiB, with 200 groups 10.
    static let maximumByteCount = 16 * 1024
    /// The longest name of a key that is looked for.
    private static let maximumKeyIDLength = 256

    /// The token.
    let text: String
    /// How it says that it is signed.
    let algorithm: SigningAlgorithm
    /// The name of the key; `nil` if it names none.
    let keyID: String?

    private struct Head: Decodable {
        let alg: String
        let kid: String?
        let typ: String?
    }

    /// Reads a token's head.
    ///
    /// - Throws: ``IdentityFault/malformed`` or ``IdentityFault/algorithm``.
    init(parsing text: String) throws(IdentityFault) {
        guard text.utf8.count <= Self.maximumByteCount else { throw .malformed }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ Base64URL.decode($0) != nil }) else { throw .malformed }
        let head: Head
        let names: Set<String>
        do {
            let data = Data(Base64URL.decode(parts[0]) ?? [])
            head = try JSONDecoder().decode(Head.self, from: data)
            names = Set(try JSONDecoder().decode([String: ClaimValue].self, from: data).keys)
        } catch {
            throw .malformed
        }
        guard let algorithm = SigningAlgorithm(rawValue: head.alg) else { throw .algorithm }
        // What is critical must be understood, and we understand no extension (RFC 7515, 4.1.11).
        guard !names.contains("crit"), !names.contains("b64"), !parts[2].isEmpty else { throw .malformed }
        guard head.typ.map({ $0.lowercased() == "jwt" }) ?? true else { throw .malformed }
        guard head.kid.map({ (1...Self.maximumKeyIDLength).contains($0.utf8.count) }) ?? true else { throw .malformed }
        self.text = text
        self.algorithm = algorithm
        self.keyID = head.kid
    }
}
