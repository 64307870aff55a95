/// Why no answer came.
public enum Unavailability: Hashable, Sendable {
    /// The service answered with this status, 5xx or another that we do not expect.
    case status(Int)
    /// The token endpoint of Entra answered with this status.
    case tokenStatus(Int)
    /// The host's name has no address.
    case nameResolution
    /// The connection was refused or could not be made.
    case connection
    /// The connection was cut before the answer was complete.
    case connectionClosed
    /// The server could not prove who it is, or speaks no TLS that we accept.
    case tls
    /// Our side is stopping.
    case shutDown
    /// Anything else on the way.
    case transport
}

extension Unavailability: CustomStringConvertible {
    /// A sentence for operators.
    public var description: String {
        switch self {
        case .status(let status): "The service answered with status \(status)."
        case .tokenStatus(let status): "Entra answered with status \(status)."
        case .nameResolution: "The host's name has no address."
        case .connection: "No connection could be made."
        case .connectionClosed: "The connection was cut."
        case .tls: "The server could not prove who it is."
        case .shutDown: "Hookswitch is stopping."
        case .transport: "The answer was lost on the way."
        }
    }
}
