import DynamicsSimulator
import Foundation
import HookswitchTesting
import Testing

extension JourneyTests {
    /// The admin API against its own description, by a program that knows neither: schemathesis with all its checks.
    @Suite struct AdminConformanceTests {
        /// How long it tries: `make faults` gives it longer.
        private static var seconds: Int {
            ProcessInfo.processInfo.environment["HOOKSWITCH_CONFORMANCE_SECONDS"].flatMap { Int($0) } ?? 240
        }

        /// Operations that read and need no more than what ``prepare(_:on:)`` makes, and yet may be met by no success within the
        /// time: those with much to try come to their turn late.
        private static let missedCount = 8

        /// So many in `make test`, so that all operations have their turn.
        private static let shortExampleCount = 3

        /// How many different requests it tries of each operation, besides those at the edges of what is described. `make faults`
        /// asks for more, for requests that follow each other, and for the least that fails.
        private static var exampleCount: Int {
            ProcessInfo.processInfo.environment["HOOKSWITCH_CONFORMANCE_EXAMPLES"].flatMap { Int($0) }
                ?? Self.shortExampleCount
        }

        /// Writes that can meet no success here: there is no issuer, so nobody has a session or a code of a sign-in.
        /// And no tenant's segments are broken.
        private static let unmetWrites: Set = [
            "DELETE endSession", "POST createSignInToken", "POST restartDecisionSegments",
        ]

        /// Other writes that were tried, and may yet be met by no success: their turn came late, or what was made up for them
        /// was refused for what it is about.
        private static let missedWriteCount = 4

        /// What schemathesis met, as `schemathesis_hooks.py` writes it.
        private struct Report: Decodable {
            /// Operations with a success, such as `GET listTenants`.
            let met: [String]
            /// The others, and how often they were answered with what.
            let never: [String: [String: Int]]
            /// Things that could not be made for a write, and how often.
            let troubles: [String: Int]
        }

        @Test func theServerDoesWhatItsDescriptionSays() async throws {
            let proxies = ["HOOKSWITCH_ADMIN_TRUSTED_PROXIES": "127.0.0.1"]
            try await Installation.run { installation in
                try await installation.withServer(settings: proxies) { server in
                    let values = try await Self.prepare(installation, on: server)
                    let report = installation.directory + "/conformance.json"
                    let url = "http://127.0.0.1:\(server.ports.admin)"

                    let isThorough = Self.exampleCount > Self.shortExampleCount
                    let result = try await TestProgram.run(
                        TestPython.path,
                        [
                            "-m", "schemathesis.cli", "--config-file",
                            TestPython.root.appending(path: "Tests/Conformance/schemathesis.toml").path, "run",
                            url + "/api/v1/openapi.json", "--url", url, "--checks", "all", "--seed", "20261122",
                            "--max-examples", "\(Self.exampleCount)", "--max-time", "\(Self.seconds)",
                            "--continue-on-failure", "--request-timeout", "30", "--suppress-health-check", "all",
                            // Below the rate of one token, so that 429 hides nothing.
                            "--rate-limit", "45/s",
                        ] + (isThorough ? [] : ["--no-shrink", "--phases", "examples,coverage,fuzzing"]),
                        environment: [
                            "PATH": installation.environment["PATH"] ?? "",
                            "HOME": installation.directory,
                            "HOOKSWITCH_TOKEN": installation.token,
                            "HOOKSWITCH_CONFORMANCE_URL": url,
                            "HOOKSWITCH_CONFORMANCE_VALUES": values,
                            "HOOKSWITCH_CONFORMANCE_REPORT": report,
                            "LC_ALL": "C.UTF-8",
                            "NO_COLOR": "1",
                        ],
                        in: TestPython.root.path
                    )

                    #expect(result.status == 0, "\(result.output)\(result.errors)")
                    let text = try Data(contentsOf: URL(filePath: report))
                    let met = try JSONDecoder().decode(Report.self, from: text)
                    let missed = met.never.filter { $0.key.hasPrefix("GET ") }
                    let count = met.met.count { $0.hasPrefix("GET ") }
                    print(
                        "conformance: \(met.met.count) operations met a success, \(count) of them GET; none: \(met.never)"
                    )
                    #expect(missed.count <= Self.missedCount, "\(missed)")
                    #expect(count > missed.count * 3, "\(met.met)")
                    let isWrite = { (name: String) in !name.hasPrefix("GET ") && !name.hasPrefix("HEAD ") }
                    let missedWrites = met.never.filter { isWrite($0.key) && !Self.unmetWrites.contains($0.key) }
                    let writeCount = met.met.count(where: isWrite)
                    #expect(missedWrites.count <= Self.missedWriteCount, "\(missedWrites) \(met.troubles)")
                    #expect(writeCount > missedWrites.count * 3, "\(met.met) \(met.troubles)")
                    #expect(met.troubles.isEmpty)
                }
            }
        }

        /// Makes something of each kind that can be read by its name.
        ///
        /// - Returns: The names, as `schemathesis_hooks.py` takes them.
        private static func prepare(_ installation: Installation, on server: RunningServer) async throws -> String {
            let document = Scenarios.document(port: installation.simulator.port)
            let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
            _ = try await hook.call(from: "+35850454564", to: "+35840675644")
            let decisions = try await hook.decisions(1, in: installation, on: server)
            let file = try installation.write(
                document.replacing("name: Acme Oy", with: "name: Acme Ab"),
                to: "plan.yaml"
            )
            let plan = try await installation.json(["import", file, "--plan"], to: server)
            let anna = ["operator", "create", "--name", "Anna", "--role", "support"]
            let operators = try await installation.json(anna, to: server)
            let offboard = ["tenant", "offboard", "acme", "--no-export", "--grace-days", "30", "-y"]
            _ = try await installation.command(offboard, to: server)
            _ = try await installation.command(["tenant", "resume", "acme"], to: server)
            let offboardings = try await installation.json(["offboarding", "list"], to: server)
            let records = try await installation.json(
                ["audit", "list", "--tenant", "acme", "--limit", "1"],
                to: server
            )

            let planID = (plan["import"] as? [String: Any])?["id"] as? String ?? ""
            let record = Self.firstID(records["data"])
            let offboarding = Self.firstID(offboardings["data"])
            let values: [String: [String: Any]] = [
                "all": ["slug": "acme", "version": 1],
                "getDecision": ["id": Self.firstID(decisions)], "replayDecision": ["id": Self.firstID(decisions)],
                "revealCaller": ["id": Self.firstID(decisions)],
                "getAuditRecord": ["id": record], "getTenantAuditRecord": ["id": record],
                "getImport": ["id": planID], "listImportItems": ["id": planID],
                "getOperator": ["id": operators["id"] as? String ?? ""],
                "getOffboarding": ["id": offboarding], "getOffboardingCertificate": ["id": offboarding],
            ]
            return String(decoding: try JSONSerialization.data(withJSONObject: values), as: UTF8.self)
        }

        /// The id of a list's first element.
        private static func firstID(_ list: Any?) -> String {
            (list as? [[String: Any]])?.first?["id"] as? String ?? ""
        }
    }
}
