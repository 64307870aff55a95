/// A host as requests name it in their field `Host`, without the port: a name in small letters, or an address, of IPv6 in
/// brackets.
public struct HostName: Hashable, Sendable {
    /// The host as it is written.
    public let text: String

    /// Reads a host name or an address; an IPv6 address stands in brackets. A port is refused.
    public init(parsing text: String) throws(ListenAddress.ParseError) {
        // The rules are those of a listening address, which has a port.
        self.init(try ListenAddress(parsing: text + ":0"))
    }

    /// The host of a listener.
    init(_ address: ListenAddress) {
        self.init(host: address.host)
    }

    /// The host of a URL.
    init(_ url: BaseURL) {
        self.init(host: url.host)
    }

    private init(host: String) {
        let host = host.lowercased()
        self.text = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    }

    /// Whether only this machine, or nobody, would call by it: a loopback address or name, or the address for all.
    var isLocal: Bool {
        ["localhost", "[::1]", "[::]", "0.0.0.0"].contains(self.text) || self.text.hasPrefix("127.")
    }
}

extension HostName: CustomStringConvertible {
    /// The host as it is written.
    public var description: String { self.text }
}
