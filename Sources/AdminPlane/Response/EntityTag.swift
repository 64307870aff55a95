/// The strong entity tag of a tenant's document or an operator, RFC 9110: its version in quotes.
enum EntityTag {
    /// The tag of a version.
    static func of(_ version: Int32) -> String {
        "\"\(version)\""
    }

    /// The tags of a list, RFC 9110, 8.8.3 and 5.6.1: a comma may be in a tag, and elements of a list may be empty.
    ///
    /// - Returns: Each tag as it was written, its quotes and the `W/` of a weak one included; `nil` if it is no such list.
    static func list(_ text: String) -> [String]? {
        var tags: [String] = []
        var rest = text.utf8[...]
        var isSeparated = true
        while let next = rest.first {
            switch next {
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                rest.removeFirst()
            case UInt8(ascii: ","):
                rest.removeFirst()
                isSeparated = true
            default:
                let opaque = rest.starts(with: "W/".utf8) ? rest.dropFirst(2) : rest
                guard isSeparated, opaque.first == UInt8(ascii: "\""),
                    let end = opaque.dropFirst().firstIndex(where: { !Self.isInTag($0) }),
                    opaque[end] == UInt8(ascii: "\"")
                else { return nil }
                let last = opaque.index(after: end)
                tags.append(String(Substring(rest[..<last])))
                rest = rest[last...]
                isSeparated = false
            }
        }
        return tags
    }

    private static func isInTag(_ byte: UInt8) -> Bool {
        byte == 0x21 || (0x23...0x7E).contains(byte) || byte >= 0x80
    }
}
