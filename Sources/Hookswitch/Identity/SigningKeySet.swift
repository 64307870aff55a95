import Foundation

/// An issuer's keys: JSON Web Key Set, RFC 7517. Keys that are of no use here are left out, as the RFC wants.
struct SigningKeySet: Sendable {
    /// More are not read: Entra publishes about ten.
    static let maximumKeyCount = 100

    /// The keys that can be used.
    let keys: [SigningKey]

    private struct Document: Decodable {
        /// A key that cannot be read is none, and spoils no other.
        struct Entry: Decodable {
            let key: SigningKey?

            init(from decoder: any Decoder) throws {
                self.key = (try? SigningKey.Members(from: decoder)).flatMap { SigningKey($0) }
            }
        }

        let keys: [Entry]
    }

    init(_ keys: [SigningKey]) {
        self.keys = keys
    }

    /// Reads a set.
    ///
    /// - Returns: `nil` if it is none, or has no key that can be used.
    init?(parsing data: Data) {
        guard let document = try? JSONDecoder().decode(Document.self, from: data) else { return nil }
        self.keys = document.keys.prefix(Self.maximumKeyCount).compactMap(\.key)
        guard !self.keys.isEmpty else { return nil }
    }

    /// The key that a token names, for the algorithm that it names. A token without a name is taken only where there is one
    /// key that it can mean: trying all would make of each key a key for every token.
    func key(for token: IdentityToken) -> SigningKey? {
        let fitting = self.keys.filter { $0.algorithms.contains(token.algorithm) }
        guard let id = token.keyID else { return fitting.count == 1 ? fitting.first : nil }
        return fitting.first { $0.id == id }
    }
}
