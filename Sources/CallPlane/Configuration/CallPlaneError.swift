/// Why the webhook listener could not start, or why it stopped.
public enum CallPlaneError: Error, Hashable, Sendable {
    /// The address cannot be listened on, with the system's reason.
    case cannotListen(host: String, port: Int, reason: String)
    /// The certificate or its key cannot be used.
    case certificate(CertificateError)
    /// The listening socket was closed by something other than a shutdown.
    case listenerClosed
}

extension CallPlaneError: CustomStringConvertible {
    /// The reason in words for an operator, with what to do.
    public var description: String {
        switch self {
        case .cannotListen(let host, let port, let reason):
            "cannot listen for calls on \(host):\(port): \(reason); choose another address with HOOKSWITCH_CALLS_LISTEN"
        case .certificate(let error): "cannot use the calls listener's certificate: \(error)"
        case .listenerClosed: "the socket that listens for calls was closed"
        }
    }
}
