import Hookswitch

/// The strong entity tag of a tenant's document or an operator, RFC 9110: its version in quotes. Of a tenant, whose note, status
/// and keys are no part of the document, version and revision.
enum EntityTag {
    /// The tag of a version.
    static func of(_ version: Int32) -> String {
        "\"\(version)\""
    }

    /// The tag of a tenant.
    static func of(_ version: Int32, revision: Int64) -> String {
        "\"\(version).\(revision)\""
    }

    /// The tag of a tenant as it is shown.
    static func of(_ tenant: TenantView) -> String {
        tenant.revision.map { Self.of(tenant.version, revision: $0) } ?? Self.of(tenant.version)
    }

    /// What a tag says was seen; `nil` of one that we never gave, and of a weak one, which matches nothing (RFC 9110, 13.1.1).
    static func seen(_ tag: String) -> SeenVersion? {
        guard tag.hasPrefix("\"") else { return nil }
        let parts = tag.dropFirst().dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard let version = parts.first.flatMap({ Int32($0) }) else { return nil }
        if parts.count == 1 { return Self.of(version) == tag ? SeenVersion(version) : nil }
        guard let revision = Int64(parts[1]), Self.of(version, revision: revision) == tag else { return nil }
        return SeenVersion(version, revision: revision)
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
