/// A server that may be called: a host that ``EgressPolicy`` let pass, and a port.
public struct Endpoint: Hashable, Sendable {
    /// The host's name in lower-case ASCII.
    public let host: String

    /// The port; 443 unless an allowance named another.
    public let port: Int

    /// Whether an explicit allowance named this host and port, so that it may be on a private network.
    let isExplicitlyAllowed: Bool

    /// The port of `https`, which a URL leaves out.
    static let standardPort = 443

    /// The URL of the server, without a slash at its end.
    public var url: String {
        self.port == Self.standardPort ? "https://\(self.host)" : "https://\(self.host):\(self.port)"
    }
}

extension Endpoint: CustomStringConvertible {
    /// The URL, which holds no secret.
    public var description: String { self.url }
}
