/// A tenant's short name, which people type: 2 to 40 of `a`–`z`, `0`–`9` and `-`.
public struct Slug: Hashable, Sendable, CustomStringConvertible {
    /// How many characters a slug may have.
    public static let lengths = 2...40

    /// The name.
    public let text: String

    /// Reads a slug.
    ///
    /// - Returns: `nil` if the text breaks the rule.
    public init?(parsing text: String) {
        let isAllowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isAllowed, Self.lengths.contains(text.utf8.count) else { return nil }
        self.text = text
    }

    /// The name.
    public var description: String { self.text }
}
