/// A stand-in for Microsoft's cloud on a port of this machine: Entra ID and Dataverse, over TLS or plain HTTP.
///
/// One listener answers for every host of the scenario, told apart by the `Host` header. It shares no code with
/// Hookswitch's client and is written from Microsoft's documentation, so that a misreading in the one is not hidden by
/// the same misreading in the other. All methods may be called from anywhere, also while requests are under way.
public final class Simulator: Sendable {
    /// The port of Entra and Dataverse.
    public let port: Int
    /// The port of the control plane (plain HTTP on the loopback address); none if it was not asked for.
    public let controlPort: Int?
    /// The certificate of the authority that signed the server's certificate; empty without TLS.
    public let certificateAuthorityPEM: String
    /// The beginning of URLs that reach the simulator at the address it is bound to, such as `https://127.0.0.1:8443`.
    public let origin: String

    let cloud: Cloud
    private let listener: Listener
    private let controlListener: Listener?

    private init(
        port: Int,
        controlPort: Int?,
        certificateAuthorityPEM: String,
        origin: String,
        cloud: Cloud,
        listener: Listener,
        controlListener: Listener?
    ) {
        self.port = port
        self.controlPort = controlPort
        self.certificateAuthorityPEM = certificateAuthorityPEM
        self.origin = origin
        self.cloud = cloud
        self.listener = listener
        self.controlListener = controlListener
    }

    /// Starts a simulator; it answers when this returns.
    ///
    /// - Parameters:
    ///   - scenario: What it plays.
    ///   - tls: Whether it speaks TLS, with a certificate for all hosts of the scenario.
    ///   - host: The address to listen on.
    ///   - port: The port to listen on; 0 lets the system choose.
    ///   - controlPort: The control plane's port; 0 lets the system choose, none leaves the control plane out.
    /// - Throws: ``ScenarioError`` for a scenario that contradicts itself; an I/O error if a port cannot be had.
    public static func start(
        scenario: Scenario,
        tls: Bool = true,
        host: String = "127.0.0.1",
        port: Int = 0,
        controlPort: Int? = nil
    ) async throws -> Simulator {
        let cloud = Cloud(try CompiledScenario(scenario))
        let authority = tls ? try CertificateAuthority() : nil
        let context = try authority?.serverContext(hosts: SubjectName.all(for: scenario, host: host))

        let listener = Listener()
        let boundPort = try await listener.start(host: host, port: port, tls: context) { cloud.answer($0) }
        var controlListener: Listener?
        var boundControlPort: Int?
        if let controlPort {
            let control = ControlService(cloud: cloud)
            let second = Listener()
            do {
                boundControlPort = try await second.start(host: "127.0.0.1", port: controlPort, tls: nil) {
                    control.answer($0)
                }
            } catch {
                try await listener.stop()
                throw error
            }
            controlListener = second
        }
        return Simulator(
            port: boundPort,
            controlPort: boundControlPort,
            certificateAuthorityPEM: authority?.pem ?? "",
            origin: "\(tls ? "https" : "http")://\(host):\(boundPort)",
            cloud: cloud,
            listener: listener,
            controlListener: controlListener
        )
    }

    /// Stops listening and closes every connection.
    public func shutdown() async throws {
        try await self.controlListener?.stop()
        try await self.listener.stop()
    }

    /// The scenario as it is now.
    public var scenario: Scenario { self.cloud.scenario.scenario }

    /// Plays another scenario from now on, for instance with a new secret or row; tokens stay valid.
    ///
    /// The server's certificate stays too: with TLS, hosts that are new are not in it unless a wildcard covers them.
    /// - Throws: ``ScenarioError``; the old scenario is then still played.
    public func replaceScenario(_ scenario: Scenario) throws(ScenarioError) {
        self.cloud.scenario = try CompiledScenario(scenario)
    }
}
