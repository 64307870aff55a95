import DynamicsSimulator
import Foundation
import HookswitchTesting
import Testing

extension JourneyTests {
    /// What an operator sees at a terminal; `Tests/Conformance/terminal.py` types and looks.
    @Suite struct TerminalTests {
        @Test func promptsAreSilentAndTheTerminalIsRestored() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let path = try installation.write(document, to: "acme.yaml")
                    #expect(try await installation.command(["tenant", "apply", path], to: server).status == 0)
                    let key = try await installation.json(["webhook-key", "create", "acme"], to: server)
                    let id = try #require(key["id"] as? String)
                    let token = try installation.write(installation.token, to: "token")

                    let result = try await TestProgram.run(
                        TestPython.path,
                        [
                            TestPython.root.appending(path: "Tests/Conformance/terminal.py").path, "login",
                            BuiltProgram.url("hookswitch").path, token, "acme", id,
                        ],
                        environment: [
                            "PATH": installation.environment["PATH"] ?? "",
                            "HOME": installation.directory,
                            "XDG_CONFIG_HOME": installation.directory + "/config",
                            "HOOKSWITCH_URL": "http://127.0.0.1:\(server.ports.admin)",
                            "TERM": "xterm",
                            "LC_ALL": "C.UTF-8",
                        ]
                    )

                    #expect(result.status == 0, "\(result.output)\(result.errors)")
                    #expect(result.output.hasSuffix("ok\n"))
                }
            }
        }
    }
}
