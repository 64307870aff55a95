import DynamicsSimulator
import Foundation
import HookswitchTesting
import Testing

extension SystemTests {
    /// The admin API against its own description, by a program that knows neither: schemathesis with all its checks.
    @Suite struct AdminConformanceTests {
        /// How long it tries: `make faults` gives it longer.
        private static var seconds: Int {
            ProcessInfo.processInfo.environment["HOOKSWITCH_CONFORMANCE_SECONDS"].flatMap { Int($0) } ?? 60
        }

        @Test func theServerDoesWhatItsDescriptionSays() async throws {
            let proxies = ["HOOKSWITCH_ADMIN_TRUSTED_PROXIES": "127.0.0.1"]
            try await Installation.run { installation in
                try await installation.withServer(settings: proxies) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let path = try installation.write(document, to: "acme.yaml")
                    #expect(try await installation.command(["tenant", "apply", path], to: server).status == 0)
                    let url = "http://127.0.0.1:\(server.ports.admin)"

                    let result = try await TestProgram.run(
                        TestPython.path,
                        [
                            "-m", "schemathesis.cli", "--config-file",
                            TestPython.root.appending(path: "Tests/Conformance/schemathesis.toml").path, "run",
                            url + "/api/v1/openapi.json", "--url", url, "--checks", "all", "--seed", "20261122",
                            "--max-examples", "5", "--max-time", "\(Self.seconds)", "--no-shrink",
                            "--continue-on-failure", "--request-timeout", "30", "--suppress-health-check", "all",
                            // Below the rate of one token, so that 429 hides nothing.
                            "--rate-limit", "45/s",
                        ],
                        environment: [
                            "PATH": installation.environment["PATH"] ?? "",
                            "HOME": installation.directory,
                            "HOOKSWITCH_TOKEN": installation.token,
                            "LC_ALL": "C.UTF-8",
                            "NO_COLOR": "1",
                        ],
                        in: TestPython.root.path
                    )

                    #expect(result.status == 0, "\(result.output)\(result.errors)")
                }
            }
        }
    }
}
