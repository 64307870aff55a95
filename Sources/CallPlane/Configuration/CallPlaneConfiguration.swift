/// Where the webhook listener listens, and under which limits.
public struct CallPlaneConfiguration: Hashable, Sendable {
    /// The name or address to listen on.
    public var host: String
    /// The port to listen on; 0 lets the system choose.
    public var port: Int
    /// The listener's certificate; `nil` is plain HTTP, for a listener behind a proxy that ends TLS.
    public var certificate: ListenerCertificate?
    /// The hosts by which requests may call us, without port, an IPv6 address in brackets; empty is any. Another gets 421.
    public var allowedHosts: [String]
    /// What one client may take.
    public var limits: CallPlaneLimits

    /// Describes a listener.
    public init(
        host: String,
        port: Int,
        certificate: ListenerCertificate? = nil,
        allowedHosts: [String] = [],
        limits: CallPlaneLimits = CallPlaneLimits()
    ) {
        self.host = host
        self.port = port
        self.certificate = certificate
        self.allowedHosts = allowedHosts
        self.limits = limits
    }
}
