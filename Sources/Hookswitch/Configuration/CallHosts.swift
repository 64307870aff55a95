/// By which hosts calls are taken. A request for another host was meant for somebody else, or hides from the edge where it
/// goes.
public struct CallHosts: Hashable, Sendable {
    /// The hosts; empty is any.
    public let names: [HostName]
    /// Whether they were to come from `public.url`, which names no host that anybody outside could call by.
    public let lackPublicHost: Bool

    /// Decides by which hosts calls are taken.
    ///
    /// - Parameters:
    ///   - allowed: What the operator has set; if it is empty, the environment decides.
    ///   - environment: In production calls are taken by the host of `publicURL`, which the telephony cloud calls, and by that
    ///     of `listen`, which a proxy names that sets no host of its own; in development, by any.
    init(
        allowed: [HostName],
        environment: DeploymentEnvironment,
        publicURL: BaseURL,
        listen: ListenAddress
    ) {
        let edge = HostName(publicURL)
        self.lackPublicHost = allowed.isEmpty && environment == .production && edge.isLocal
        switch environment {
        case _ where !allowed.isEmpty: self.names = allowed
        case .development: self.names = []
        case .production:
            let listener = HostName(listen)
            self.names = edge == listener ? [edge] : [edge, listener]
        }
    }
}

extension Configuration {
    /// By which hosts calls are taken (`calls.allowedHosts`, and where that is not set `environment`, `public.url` and
    /// `calls.listen`).
    public var callHosts: CallHosts {
        CallHosts(
            allowed: self.calls.allowedHosts,
            environment: self.environment,
            publicURL: self.publicURL,
            listen: self.calls.listen
        )
    }
}
