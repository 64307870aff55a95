import Foundation

/// The identity of an erasure: `era_` and 26 characters.
struct ErasureID: Hashable, Sendable, CustomStringConvertible {
    let uuid: UUID

    init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads an identity; `nil` if it is none.
    init?(parsing text: String) {
        let bytes = Array(text.utf8)
        guard bytes.starts(with: "era_".utf8), let (high, low) = Base32.decode128(bytes.dropFirst(4)) else {
            return nil
        }
        self.uuid = UUID(high: high, low: low)
    }

    var description: String {
        "era_" + Base32.encode(self.uuid.bytes)
    }
}
