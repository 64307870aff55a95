public import Foundation

/// The name of a planned import.
public struct ImportID: Hashable, Sendable {
    /// The identity as Postgres keeps it.
    public let uuid: UUID

    /// Names a plan.
    init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads a name as people have it.
    ///
    /// - Returns: `nil` if it is not `imp_` and 26 characters of base32.
    public init?(parsing text: String) {
        let bytes = Array(text.utf8)
        guard bytes.starts(with: "imp_".utf8), let (high, low) = Base32.decode128(bytes.dropFirst(4)) else {
            return nil
        }
        self.uuid = UUID(high: high, low: low)
    }
}

extension ImportID: CustomStringConvertible {
    /// The name as people see it: `imp_` and 26 characters.
    public var description: String {
        "imp_" + Base32.encode(self.uuid.bytes)
    }
}
