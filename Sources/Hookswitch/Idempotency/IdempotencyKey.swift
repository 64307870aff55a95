/// The name that a client gives to one request, so that sending it again does not do it again.
public struct IdempotencyKey: Hashable, Sendable {
    /// How many characters a key may have; a UUID has 36.
    public static let lengths = 1...128

    /// The key.
    let text: String

    /// Reads a key.
    ///
    /// - Returns: `nil` if it is not 1 to 128 visible characters of ASCII.
    public init?(parsing text: String) {
        guard Self.lengths.contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return nil
        }
        self.text = text
    }
}
