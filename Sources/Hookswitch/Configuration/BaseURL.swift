/// An `http` or `https` URL that others are made from by appending a path, such as `https://hooks.example.com`.
public struct BaseURL: Hashable, Sendable {
    /// Why some text is not such a URL.
    public enum ParseError: Error, Hashable, Sendable {
        /// It begins with neither `http://` nor `https://`.
        case scheme
        /// The host or port cannot be read, or a user stands before the host.
        case host
        /// The path has a query, a fragment, a space, or a character outside printable ASCII.
        case path
    }

    /// `http` or `https`.
    public let scheme: String

    /// A host name in small letters, or an address without brackets.
    public let host: String

    /// The port, also where the URL does not name it: 443 or 80.
    public let port: Int

    /// The whole URL, without a slash at its end.
    public let text: String

    /// Reads a URL. A slash at the end is dropped.
    public init(parsing text: String) throws(ParseError) {
        let scheme = text.hasPrefix("https://") ? "https" : "http"
        guard text.hasPrefix(scheme + "://") else { throw .scheme }

        let rest = text.dropFirst(scheme.count + 3)
        let authority = rest.prefix { $0 != "/" }
        let path = rest[authority.endIndex...]
        guard path.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        else { throw .path }

        let defaultPort = scheme == "https" ? 443 : 80
        let hasPort = authority.last != "]" && authority.contains(":")
        let address = hasPort ? String(authority) : "\(authority):\(defaultPort)"
        guard let parsed = try? ListenAddress(parsing: address), parsed.port > 0 else { throw .host }

        var trimmed = path
        while trimmed.hasSuffix("/") { trimmed.removeLast() }
        self.scheme = scheme
        self.host = parsed.host.lowercased()
        self.port = parsed.port
        self.text = "\(scheme)://\(authority.lowercased())\(trimmed)"
    }
}
