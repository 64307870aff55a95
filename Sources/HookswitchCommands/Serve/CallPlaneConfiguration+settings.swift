import CallPlane
import Hookswitch

extension CallPlaneConfiguration {
    /// The webhook listener as the operator has set it.
    ///
    /// - Parameter lameDuckDuration: How long calls are still taken after a stop was asked for; `nil` is the usual.
    init(_ settings: Configuration, lameDuckDuration: Duration?) {
        let calls = settings.calls
        var limits = CallPlaneLimits()
        limits.headDeadline = calls.headTimeout
        limits.bodyDeadline = calls.bodyTimeout
        limits.idleDeadline = calls.idleTimeout
        limits.maximumConnectionCount = calls.maximumConnections
        // Half of all, as the limits have it, so that one address never keeps out every other.
        limits.maximumConnectionCountPerSource = max(1, calls.maximumConnections / 2)
        limits.drainDeadline = settings.drainTimeout
        limits.lameDuckDuration = min(lameDuckDuration ?? limits.lameDuckDuration, settings.drainTimeout)
        self.init(
            host: calls.listen.host,
            port: calls.listen.port,
            certificate: calls.tls.map { files in
                ListenerCertificate(chainFile: files.certificateFile, keyFile: files.privateKeyFile)
            },
            allowedHosts: settings.callHosts.names.map(\.text),
            limits: limits
        )
    }
}
