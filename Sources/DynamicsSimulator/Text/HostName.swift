/// Reads the host out of a `Host` header or a URL's authority.
enum HostName {
    /// The host without its port, in lower case; brackets of an IPv6 address are kept off.
    static func host(ofAuthority authority: some StringProtocol) -> String {
        let bytes = authority.utf8
        if bytes.first == UInt8(ascii: "[") {
            let inside = bytes.dropFirst().prefix { $0 != UInt8(ascii: "]") }
            return String(decoding: inside, as: UTF8.self).lowercased()
        }
        return String(decoding: bytes.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).lowercased()
    }

    static func isValid(_ host: String) -> Bool {
        guard !host.isEmpty, host.utf8.count <= 253 else { return false }
        if host.utf8.contains(UInt8(ascii: ":")) {
            return host.utf8.allSatisfy { $0 == UInt8(ascii: ":") || Hexadecimal.value(of: $0) != nil }
        }
        return host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "-"), UInt8(ascii: "."): true
            default: false
            }
        }
    }

    /// Whether the host is this machine itself, where Entra and an environment may share one name.
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") || host.hasSuffix(".localhost")
    }
}
