/// Why an address on the network is not one that Hookswitch may call.
public enum EgressRefusal: String, Error, Hashable, Sendable, CaseIterable {
    /// The text is not a URL of ASCII characters, or is too long.
    case malformed
    /// The scheme is not `https`.
    case scheme
    /// The URL carries a user, a password, a query or a fragment.
    case superfluousPart
    /// The URL has a path.
    case path
    /// The host is not a plain ASCII name.
    case host
    /// The port is not a number from 1 to 65535, or not one that is allowed for the host.
    case port
    /// The host is none of Microsoft's for this purpose, and no explicit allowance names it.
    case notMicrosoft
    /// The name resolves only to addresses inside private or special networks.
    case privateAddress
}

extension EgressRefusal: CustomStringConvertible {
    /// A sentence that names no host.
    public var description: String {
        switch self {
        case .malformed: "The URL is malformed."
        case .scheme: "The URL does not begin with https://."
        case .superfluousPart: "The URL has a user, a password, a query or a fragment."
        case .path: "The URL has a path; only the host belongs here."
        case .host: "The URL's host is not a plain ASCII name."
        case .port: "The URL's port is not allowed."
        case .notMicrosoft: "The URL's host is not one of Microsoft's."
        case .privateAddress: "The host's name leads into a private network."
        }
    }
}
