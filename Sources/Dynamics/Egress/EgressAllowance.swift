/// A server that may be called although it is none of Microsoft's, for tests and for proxies inside a data centre.
public struct EgressAllowance: Hashable, Sendable {
    /// The host's name or IPv4 address in lower-case ASCII.
    public let host: String

    /// The port, 1 to 65535.
    public let port: Int

    /// Reads `host:port`.
    ///
    /// - Throws: ``EgressRefusal`` when the host is no plain name or the port no port.
    public init(parsing text: String) throws(EgressRefusal) {
        let bytes = Array(text.utf8)
        guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else { throw .port }
        self.host = try HostName.parse(bytes[..<colon])
        self.port = try HostName.parsePort(bytes[(colon + 1)...])
    }
}

extension EgressAllowance: CustomStringConvertible {
    /// As it is written in the configuration.
    public var description: String { "\(self.host):\(self.port)" }
}
