/// What another program calls a tenant, by which it finds its own again: such as the id of a Terraform resource or of a
/// customer in a billing system.
public struct ExternalID: Hashable, Sendable, CustomStringConvertible {
    /// How many characters it may have: more than a URN of a UUID.
    public static let lengths = 1...100

    /// The name.
    public let text: String

    /// Reads one. It stands in paths, so it is made of what needs no escape there.
    ///
    /// - Returns: `nil` if it is not 1 to 100 of letters and digits of ASCII, `.`, `_`, `:` and `-`, or does not begin with a
    ///   letter or a digit.
    public init?(parsing text: String) {
        let isWord = { (byte: UInt8) in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: false
            }
        }
        guard Self.lengths.contains(text.utf8.count), text.utf8.first.map(isWord) ?? false,
            text.utf8.allSatisfy({ isWord($0) || "._:-".utf8.contains($0) })
        else { return nil }
        self.text = text
    }

    /// The name.
    public var description: String { self.text }
}
