/// A line that tells colleagues what to know of a tenant before they touch it.
public struct TenantNote: Hashable, Sendable {
    /// How many characters it may have, counted as Postgres counts: a banner, and no log.
    public static let lengths = 1...500

    /// The line.
    public let text: String

    /// Reads a note.
    ///
    /// - Returns: `nil` if it is empty, longer, or has control characters.
    public init?(parsing text: String) {
        let scalars = text.unicodeScalars
        guard Self.lengths.contains(scalars.count), text.contains(where: { !$0.isWhitespace }),
            !scalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        else { return nil }
        self.text = text
    }
}
