/// A word by which tenants are found and grouped, such as `nordics`.
public struct TenantTag: Hashable, Sendable {
    /// How many tags a tenant may have, and how many a restriction may name: more are no groups.
    public static let maximumCount = 20
    /// How many characters a tag may have.
    public static let lengths = 1...40

    /// The tag.
    public let text: String

    /// Reads a tag.
    ///
    /// - Returns: `nil` if it is not 1 to 40 of `a`–`z`, `0`–`9` and hyphens, or begins with a hyphen.
    public init?(parsing text: String) {
        let isWord = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isWord, Self.lengths.contains(text.utf8.count), text.utf8.first != UInt8(ascii: "-") else { return nil }
        self.text = text
    }
}
