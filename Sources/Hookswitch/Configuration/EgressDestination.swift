/// A host and port that the server may connect to although it is not Microsoft's, such as `localhost:18443`.
public struct EgressDestination: Hashable, Sendable {
    /// A host name in small letters, or an address without brackets.
    public let host: String

    /// 1…65535.
    public let port: Int

    /// Reads `host:port`; an IPv6 address stands in brackets.
    public init(parsing text: String) throws(ListenAddress.ParseError) {
        let address = try ListenAddress(parsing: text)
        guard address.port > 0 else { throw .port }
        self.host = address.host.lowercased()
        self.port = address.port
    }
}

extension EgressDestination: CustomStringConvertible {
    /// The destination as it is written.
    public var description: String {
        ListenAddress(host: self.host, port: self.port).description
    }
}
