import ArgumentParser

/// A header that a raw call sends besides ours: `Name: value`.
struct APIHeader: Hashable, Sendable {
    /// What stands for something that we say ourselves.
    private static let reserved = [
        "authorization", "host", "content-length", "transfer-encoding", "connection", "cookie",
    ]

    /// Its name.
    let name: String
    /// Its value.
    let value: String

    /// Reads a header.
    ///
    /// - Throws: A `ValidationError` if it is none, or one of ours.
    @Sendable
    static func parse(_ text: String) throws -> APIHeader {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        // A token of RFC 9110, 5.6.2, in short; and no line break in the value, which would begin another header.
        guard parts.count == 2, !parts[0].isEmpty,
            parts[0].unicodeScalars.allSatisfy({ $0 == "-" || $0.isASCII && $0.properties.isAlphabetic }),
            parts[1].unicodeScalars.allSatisfy({ (0x20...0x7E).contains($0.value) })
        else { throw ValidationError("'\(text)' is no header: Name: value is expected.") }
        guard !Self.reserved.contains(parts[0].lowercased()) else {
            throw ValidationError("The header \(parts[0]) is not yours to set.")
        }
        return APIHeader(name: parts[0], value: String(parts[1].drop(while: { $0 == " " })))
    }
}
