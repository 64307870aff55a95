import DynamicsSimulator
import Foundation
import HookswitchTesting
import Testing

/// curl is the judge of the TLS side: it checks chain, name and framing as any client would.
@Suite struct TLSTests {
    /// curl's exit codes, from its manual.
    private static let recvFailure: Int32 = 56
    private static let emptyReply: Int32 = 52
    private static let unknownAuthority: Int32 = 60

    private static func withTLS(_ body: (Simulator, String) async throws -> Void) async throws {
        var scenario = SimulatorBundle.scenario()
        scenario.environments[0].hosts.append("127.0.0.1")
        let simulator = try await Simulator.start(scenario: scenario, tls: true)
        let ca = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pem")
        try Data(simulator.certificateAuthorityPEM.utf8).write(to: ca)
        do {
            try await body(simulator, ca.path())
        } catch {
            try await simulator.shutdown()
            throw error
        }
        try await simulator.shutdown()
        try FileManager.default.removeItem(at: ca)
    }

    private static func curl(host: String, port: Int, ca: String) async throws -> TestProgram.Result {
        try await ChildProcess.run(
            "curl",
            [
                "--silent", "--show-error", "--max-time", "30", "--cacert", ca, "--write-out", "%{http_code}",
                "--resolve", "*:\(port):127.0.0.1", "https://\(host):\(port)/api/data/v9.2/WhoAmI",
            ]
        )
    }

    @Test(arguments: [
        ("acme.crm4.dynamics.test", "401"), ("other.crm4.dynamics.test", "401"), ("127.0.0.1", "401"),
        ("localhost", "404"), ("unknown.dynamics.test", "404"), ("login.microsoftonline.test", "404"),
    ])
    func theCertificateCoversEveryHost(host: String, status: String) async throws {
        try await Self.withTLS { simulator, ca in
            let result = try await Self.curl(host: host, port: simulator.port, ca: ca)

            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.hasSuffix(status))
        }
    }

    @Test func aHostThatIsNotCoveredIsRefusedByTheClient() async throws {
        try await Self.withTLS { simulator, ca in
            let result = try await Self.curl(host: "evil.example", port: simulator.port, ca: ca)

            #expect(result.status == Self.unknownAuthority)
        }
    }

    @Test func eachSimulatorHasAnAuthorityOfItsOwn() async throws {
        try await Self.withTLS { first, _ in
            try await Self.withTLS { _, ca in
                let result = try await Self.curl(host: "127.0.0.1", port: first.port, ca: ca)

                #expect(result.status == Self.unknownAuthority)
            }
        }
    }

    @Test func resetAndCloseReachTheClientThroughTLS() async throws {
        try await Self.withTLS { simulator, ca in
            simulator.set(Fault(.reset))
            let reset = try await Self.curl(host: "127.0.0.1", port: simulator.port, ca: ca)
            simulator.set(Fault(.close))
            let closed = try await Self.curl(host: "127.0.0.1", port: simulator.port, ca: ca)

            #expect(reset.status == Self.recvFailure)
            #expect(reset.errors.contains("reset by peer"))
            #expect(closed.status == Self.emptyReply)
        }
    }
}
