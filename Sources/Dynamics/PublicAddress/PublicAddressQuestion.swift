/// A request by an address that others call, to see who answers there.
public struct PublicAddressQuestion: Sendable {
    /// The server.
    let endpoint: Endpoint
    /// The path, of letters, digits and `/_.-`.
    let path: String
    /// One field beside those that every request has; name and value are printable ASCII.
    public let field: (name: String, value: String)

    /// Asks by a path.
    ///
    /// - Parameter field: One field of printable ASCII beside those that every request has.
    public init(_ endpoint: Endpoint, path: String, field: (name: String, value: String)) {
        self.endpoint = endpoint
        self.path = path
        self.field = field
    }
}

extension EgressPolicy {
    /// The server behind an address that others call, such as our own.
    ///
    /// It may be anywhere in public. On a private network, or on this machine, only if its host and port are allowed like any
    /// other server's.
    ///
    /// - Parameters:
    ///   - host: A name or an address in lower-case ASCII.
    ///   - port: The port.
    public func publicAddress(host: String, port: Int) -> Endpoint {
        Endpoint(host: host, port: port, isExplicitlyAllowed: self.allows(host: host, port: port))
    }
}
