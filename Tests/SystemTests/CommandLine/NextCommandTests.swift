import DynamicsSimulator
import Foundation
import HookswitchTesting
import Postgres
import Testing

extension JourneyTests {
    /// Somebody who knows nothing, and does what each command says comes next.
    @Suite(.timeLimit(.minutes(6))) struct NextCommandTests {
        /// More steps than there are: a chain that goes in circles ends here.
        private static let maximumStepCount = 20
        /// A caller of the scenario.
        private static let caller = "+35850454564"

        /// Where the newcomer stands.
        private struct Newcomer {
            let directory: String
            var environment: [String: String]
            /// What was run so far, and what it printed.
            var steps: [(command: String, result: BuiltProgram.Result)] = []

            /// Runs a command line of ours.
            mutating func run(_ command: String) async throws -> BuiltProgram.Result {
                let words = command.split(separator: " ").dropFirst().map(String.init)
                let result = try await BuiltProgram.hookswitch(
                    words,
                    environment: self.environment,
                    directory: self.directory
                )
                #expect(result.status == 0, "\(command): exit \(result.status)\n\(result.output)\(result.errors)")
                self.steps.append((command, result))
                return result
            }

            /// Follows what is said to come next, until nothing is or somebody else has to act.
            mutating func follow(from first: String, until last: String) async throws {
                var next: String? = first
                while let command = next, self.steps.count < NextCommandTests.maximumStepCount {
                    guard !command.hasPrefix(last) else { return }
                    let result = try await self.run(command.replacing("NUMBER", with: NextCommandTests.caller))
                    guard result.status == 0 else { return }
                    if command.contains("webhook-key create") {
                        let value = result.output.split(separator: "\n").first { $0.hasPrefix("value") }
                        self.environment["HOOKSWITCH_WEBHOOK_KEY"] = value?.split(separator: " ").last.map(String.init)
                    }
                    next = NextCommandTests.next(in: result.errors)
                }
            }
        }

        /// The command that the last `Next:` of a text names, without the remark behind it.
        private static func next(in text: String) -> String? {
            let line = text.split(separator: "\n").last { $0.hasPrefix("Next: ") }
            guard let line, let command = line.dropFirst("Next: ".count).split(separator: "    ").first else {
                return nil
            }
            return String(command)
        }

        @Test func fromAnEmptyDirectoryToARoutedCall() async throws {
            try await Installation.run { installation in
                try await TestDatabase.withTestDatabase(isMigrated: false) { database in
                    let directory = installation.directory + "/newcomer"
                    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
                    var environment = installation.environment
                    environment["HOOKSWITCH_DATABASE_URL"] = database.url.description
                    environment["HOOKSWITCH_KEYRING_FILE"] = directory + "/keyring"
                    environment["HOOKSWITCH_SPOOL_DIRECTORY"] = directory + "/spool"
                    var newcomer = Newcomer(directory: directory, environment: environment)

                    try await newcomer.follow(from: "hookswitch keyring create keyring", until: "hookswitch serve")
                    #expect(
                        newcomer.steps.map(\.command) == [
                            "hookswitch keyring create keyring", "hookswitch migrate up",
                            "hookswitch token create --name first --role admin",
                        ]
                    )
                    let last = try #require(newcomer.steps.last).result
                    #expect(Self.next(in: last.errors) == "hookswitch serve", "\(last.errors)")
                    let token = last.output.trimmingCharacters(in: .whitespacesAndNewlines)

                    try await self.withServer(of: newcomer) { ports in
                        // Typed once, and not set: each command has to say it to the next.
                        let file = directory + "/token"
                        try token.write(toFile: file, atomically: true, encoding: .utf8)
                        let typed = " --url http://127.0.0.1:\(ports.admin) --token-file \(file)"
                        try await self.onboard(&newcomer, typed: typed, port: installation.simulator.port)
                    }
                }
            }
        }

        /// At a terminal, from `hookswitch dev` on; `Tests/Conformance/next.py` types and follows what is printed.
        @Test func fromDevAtATerminalToARoutedCallAndItsWhy() async throws {
            try await TemporaryDirectory.withDirectory { directory in
                let answers = [
                    "directory": "6f0c3f0e-0000-4000-8000-000000000001",
                    "application": "91bd3f0e-0000-4000-8000-000000000002",
                    "secret": "demo-client-secret-for-the-simulator", "caller": Self.caller, "pool": "+35840675644",
                    "target": "+35853445657",
                ]
                let scenario = try Readme.text("deploy/demo/scenario.yaml")
                for name in ["directory", "application", "secret", "caller"] {
                    #expect(scenario.contains(answers[name] ?? "?"), "the demo has no such \(name) any more")
                }
                try JSONEncoder().encode(answers).write(to: URL(filePath: directory + "/next.json"))
                let pools = "number,name,target,otherwise\n+35840675644,Sales,+35853445657,default\n"
                try pools.write(toFile: directory + "/pools.csv", atomically: true, encoding: .utf8)
                let program = BuiltProgram.url("hookswitch")
                let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"

                let result = try await TestProgram.run(
                    TestPython.path,
                    [TestPython.root.appending(path: "Tests/Conformance/next.py").path, program.path, directory],
                    environment: [
                        "PATH": program.deletingLastPathComponent().path + ":" + path,
                        "HOME": directory, "XDG_CONFIG_HOME": directory + "/config", "TERM": "xterm",
                        "LC_ALL": "C.UTF-8", "NO_COLOR": "1",
                    ].merging(Installation.patient) { $1 }
                )

                #expect(result.status == 0, "\(result.output)\(result.errors)")
                #expect(result.output.hasSuffix("ok\n"))
            }
        }

        /// From a server without tenants on.
        private func onboard(_ newcomer: inout Newcomer, typed: String, port: Int) async throws {
            let document = newcomer.directory + "/acme.yaml"
            try Scenarios.document(port: port).write(toFile: document, atomically: true, encoding: .utf8)
            let empty = try await newcomer.run("hookswitch tenant list" + typed)
            #expect(empty.errors.contains("hookswitch tenant onboard, or tenant apply FILE"), "\(empty.errors)")

            try await newcomer.follow(from: "hookswitch tenant apply \(document)" + typed, until: "nothing")

            let commands = newcomer.steps.map {
                $0.command.split(separator: " ").dropFirst().prefix(2).joined(separator: " ")
            }
            #expect(
                Array(commands.suffix(7)) == [
                    "tenant apply", "webhook-key create", "tenant verify", "tenant handoff", "call acme",
                    commands.suffix(2).first ?? "", "explain acme",
                ]
            )
            let call = newcomer.steps.first { $0.command.hasPrefix("hookswitch call") }?.result.output ?? ""
            #expect(call.hasPrefix("HTTP 200 → +35853445657"), "\(call)")
            let why = newcomer.steps.first { $0.command.hasPrefix("hookswitch why dec_") }?.result.output ?? ""
            #expect(why.contains("200 routed → +35853445657"), "\(why)")
            let explained = newcomer.steps.last?.result.output ?? ""
            #expect(explained.contains("200 routed → +35853445657"), "\(explained)")

            let fleet = newcomer.directory + "/fleet.yaml"
            let other = Scenarios.document(slug: "globex", port: port)
            try other.write(toFile: fleet, atomically: true, encoding: .utf8)
            let plan = try await newcomer.run("hookswitch import \(fleet) --plan" + typed)
            let apply = try #require(Self.next(in: plan.errors))
            #expect(apply.hasPrefix("hookswitch import \(fleet) --apply --plan-id imp_"), "\(apply)")
            #expect(apply.hasSuffix(typed), "\(apply)")
            let program = try await newcomer.run("hookswitch import \(fleet) --plan -o json" + typed)
            #expect(!program.errors.contains("Next:"), "\(program.errors)")
            _ = try await newcomer.run(apply)
        }

        private func withServer(
            of newcomer: Newcomer,
            _ body: ((calls: Int, admin: Int, operations: Int)) async throws -> Void
        ) async throws {
            let found = FreePort.find(3)
            let ports = (calls: found[0], admin: found[1], operations: found[2])
            let settings = [
                "HOOKSWITCH_CALLS_LISTEN": "127.0.0.1:\(ports.calls)",
                "HOOKSWITCH_ADMIN_LISTEN": "127.0.0.1:\(ports.admin)",
                "HOOKSWITCH_OPERATIONS_LISTEN": "127.0.0.1:\(ports.operations)",
                "HOOKSWITCH_PUBLIC_URL": "http://127.0.0.1:\(ports.calls)",
            ]
            let own = newcomer.environment.merging(settings) { $1 }.merging(Installation.patient) { $1 }
            let server = try await RunningServer(
                environment: own.filter { $0.key != "ACME_SECRET" },
                ports: ports,
                log: URL(filePath: newcomer.directory).appending(path: "serve.log")
            )
            do {
                try await body(ports)
            } catch {
                await server.stop()
                throw error
            }
            await server.stop()
        }
    }
}
