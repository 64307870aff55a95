import DynamicsSimulator
import Foundation
import HookswitchTesting
import Testing

extension JourneyTests {
    /// The wizard of the built program, against a running server and Microsoft's simulator; `Tests/Conformance/wizard.py`
    /// types.
    @Suite(.timeLimit(.minutes(8))) struct OnboardingTests {
        private static let secret = "client-secret-of-the-scenario"
        private static let pools = """
            number,name,target,otherwise
            +35840675644,Sales,+35853445657,default

            """

        @Test func wizardEndsInARoutedCall() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let dynamics = "https://127.0.0.1:\(installation.simulator.port)"
                    let taken = Scenarios.document(slug: "taken", port: installation.simulator.port, pools: "")
                    let path = try installation.write(taken, to: "taken.yaml")
                    #expect(try await installation.command(["tenant", "apply", path], to: server).status == 0)
                    let answers = [
                        "dynamics": dynamics, "directory": Scenarios.entraTenant, "application": Scenarios.clientID,
                        "secret": Self.secret, "calls": "http://127.0.0.1:\(server.ports.calls)",
                    ]
                    let json = String(decoding: try JSONEncoder().encode(answers), as: UTF8.self)
                    _ = try installation.write(json, to: "wizard.json")
                    _ = try installation.write(Self.pools, to: "pools.csv")

                    let result = try await TestProgram.run(
                        TestPython.path,
                        [
                            TestPython.root.appending(path: "Tests/Conformance/wizard.py").path,
                            BuiltProgram.url("hookswitch").path, installation.directory,
                        ],
                        environment: [
                            "PATH": installation.environment["PATH"] ?? "",
                            "HOME": installation.directory,
                            "XDG_CONFIG_HOME": installation.directory + "/config",
                            "HOOKSWITCH_URL": "http://127.0.0.1:\(server.ports.admin)",
                            "HOOKSWITCH_TOKEN": installation.token,
                            "PYTHONDONTWRITEBYTECODE": "1",
                            "NO_COLOR": "1",
                            "TERM": "xterm",
                            "LC_ALL": "C.UTF-8",
                        ]
                    )

                    #expect(result.status == 0, "\(result.output)\(result.errors)")
                    #expect(result.output.hasSuffix("ok\n"))
                }
            }
        }

        @Test func withoutATerminalNothingIsAsked() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let secret = try installation.write(Self.secret + "\n", to: "secret")
                    let wrongSecret = try installation.write(Scenarios.clientID, to: "wrong-secret")
                    let pools = try installation.write(Self.pools, to: "pools.csv")
                    let known = [
                        "tenant", "onboard", "acme", "--name", "Acme Oy", "--region", "FI", "--dynamics-url",
                        "https://127.0.0.1:\(installation.simulator.port)/main.aspx", "--entra-tenant",
                        Scenarios.entraTenant, "--client-id", Scenarios.clientID,
                    ]
                    let whole =
                        known + [
                            "--client-secret-file", secret, "--pools", pools, "--sample", "050 454 564",
                            "--calls-url", "http://127.0.0.1:\(server.ports.calls)", "--handoff-file",
                            installation.directory + "/sheet.txt",
                        ]

                    let nothing = try await installation.command(["tenant", "onboard"], to: server)
                    let some = try await installation.command(
                        known + ["--client-secret-file", wrongSecret, "--sample", "hello"],
                        to: server
                    )
                    let before = try await installation.json(["tenant", "list"], to: server)
                    let first = try await installation.json(whole, to: server)
                    let second = try await installation.json(whole, to: server)
                    let keys = try await installation.json(["webhook-key", "list", "acme"], to: server)

                    #expect(nothing.status == 64)
                    for option in ["--slug", "--name", "--region", "--dynamics-url", "--client-secret-file", "--pools"]
                    {
                        #expect(nothing.errors.contains(option), "\(option): \(nothing.errors)")
                    }
                    #expect(some.status == 64)
                    for word in ["secret's ID", "--sample", "--pools"] {
                        #expect(some.errors.contains(word), "\(word): \(some.errors)")
                    }
                    #expect((before["data"] as? [Any])?.isEmpty == true)
                    let call = first["call"] as? [String: Any]
                    #expect(call?["sent"] as? Bool == true, "\(first)")
                    #expect(call?["target"] as? String == "+35853445657", "\(first)")
                    #expect((first["webhook_key"] as? [String: Any])?["value"] is String)
                    #expect(second["webhook_key"] == nil)
                    #expect((keys["data"] as? [Any])?.count == 1)
                    let sheet = try String(contentsOfFile: installation.directory + "/sheet.txt", encoding: .utf8)
                    #expect(sheet.contains("SmartRouting for Acme Oy"))
                }
            }
        }

        @Test func documentIsOnboardedAndAFailedVerificationStopsIt() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let path = try installation.write(document, to: "acme.yaml")
                    let arguments = ["tenant", "onboard", "--file", path, "--no-input"]
                    installation.simulator.set(
                        Fault(.status(StatusFault(403, code: "0x80072560")), path: .data, table: "WhoAmI")
                    )

                    let failed = try await installation.command(arguments, to: server)
                    let keys = try await installation.json(["webhook-key", "list", "acme"], to: server)

                    #expect(failed.status == 6, "\(failed.errors)")
                    #expect(failed.errors.contains("✖ who_am_i"), "\(failed.errors)")
                    #expect(failed.errors.contains("hookswitch tenant onboard acme"), "\(failed.errors)")
                    #expect((keys["data"] as? [Any])?.isEmpty == true)
                }
            }
        }

        @Test func eachCommandSaysWhatComesNext() async throws {
            try await Installation.run { installation in
                try await installation.withServer(settings: Installation.patient) { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let path = try installation.write(document, to: "acme.yaml")

                    let list = try await installation.command(["tenant", "list"], to: server)
                    let apply = try await installation.command(["tenant", "apply", path], to: server)
                    let key = try await installation.command(["webhook-key", "create", "acme"], to: server)
                    let verify = try await installation.command(["tenant", "verify", "acme"], to: server)
                    let handoff = try await installation.command(["tenant", "handoff", "acme"], to: server)
                    let silent = try await installation.command(["tenant", "apply", path, "-o", "json"], to: server)

                    #expect(list.errors.contains("hookswitch tenant onboard"))
                    #expect(apply.errors.contains("Next: hookswitch webhook-key create acme"), "\(apply.errors)")
                    #expect(key.errors.contains("Next: hookswitch tenant verify acme"), "\(key.errors)")
                    #expect(verify.errors.contains("Next: hookswitch tenant handoff acme"), "\(verify.errors)")
                    #expect(handoff.errors.contains("Next: hookswitch call acme --from NUMBER"), "\(handoff.errors)")
                    #expect(!silent.errors.contains("Next:"))
                }
            }
        }
    }
}
