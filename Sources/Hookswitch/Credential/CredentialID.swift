import Foundation

/// The identity of a credential: `cre_` and 26 characters.
struct CredentialID: Hashable, Sendable, CustomStringConvertible {
    let uuid: UUID

    init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads an identity; `nil` if it is none.
    init?(parsing text: String) {
        let bytes = Array(text.utf8)
        guard bytes.starts(with: "cre_".utf8), let (high, low) = Base32.decode128(bytes.dropFirst(4)) else {
            return nil
        }
        self.uuid = UUID(high: high, low: low)
    }

    var description: String {
        "cre_" + Base32.encode(self.uuid.bytes)
    }
}
