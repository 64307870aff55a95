import DynamicsSimulator
import Foundation
import Postgres
import Testing

extension SystemTests {
    /// Nothing that a run writes shows a secret or a number: only sealed and masked forms may.
    @Suite struct CanaryTests {
        static let numbers = ["+35850454564", "+358501112223", "+358405551234"]

        @Test func noSinkHasASecretOrANumber() async throws {
            try await Installation.run(hasOwnPostgres: true) { installation in
                let server = try await installation.startServer(settings: ["HOOKSWITCH_LOG_LEVEL": "trace"])
                let document = Scenarios.document(port: installation.simulator.port)
                let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                for number in Self.numbers {
                    _ = try await hook.call(from: number, to: "+35840675644")
                    _ = try await hook.call(from: number.replacing("+358", with: "0"), to: "+35840675644")
                }
                installation.simulator.set(Fault(.status(401), path: .data))
                _ = try await hook.call(from: "+358501112229", to: "+35840675644")
                _ = try await hook.post(#"{"anum": "+35850454564"}"#)
                _ = try await Web.post(hook.url, headers: [("X-Benemen-APIKey", "canary-wrong-key-1")], body: "{}")
                _ = try await hook.decisions(7, in: installation, on: server)

                let endpoint = String(hook.url.split(separator: "/").last ?? "")
                let secrets = [
                    "client-secret-of-the-scenario", hook.key, installation.token, endpoint, "canary-wrong-key-1",
                    "35850454564", "0504 54564", "050454564", "358501112223", "0501112223", "358405551234",
                    "358501112229",
                ]
                var sinks = try Self.sinks(of: server, in: installation)
                sinks["metrics"] = try await Web.get("http://127.0.0.1:\(server.ports.operations)/metrics").body
                sinks["decisions"] = try await Self.table("decision", in: installation)
                sinks["audit"] = try await Self.table("audit_record", in: installation)
                sinks["credential"] = try await Self.table("credential", in: installation)
                await server.stop()
                sinks["log after the stop"] = try server.logText()

                for name in ["decisions", "spool"] {
                    #expect(sinks[name]?.contains("+358•••64") == true, "\(name) has no call, so it proves nothing")
                }
                for (name, text) in sinks {
                    #expect(!text.isEmpty, "\(name) is empty, so it proves nothing")
                    for secret in secrets { #expect(!text.contains(secret), "\(name) shows a canary") }
                }
            }
        }

        @Test func aCrashShowsNeitherTheNumberNorASecret() async throws {
            let unit = try String(contentsOf: Self.unit, encoding: .utf8)
            let setting = try #require(
                unit.split(separator: "\n").first { $0.hasPrefix("Environment=SWIFT_BACKTRACE=") }
            )
            let backtrace = String(setting.dropFirst("Environment=SWIFT_BACKTRACE=".count))
            try await Installation.run { installation in
                let server = try await installation.startServer(settings: [
                    "SWIFT_BACKTRACE": backtrace, "HOOKSWITCH_PLANTED_TRAP": "+35850454564",
                ])
                let document = Scenarios.document(port: installation.simulator.port)
                let hook = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)

                await #expect(throws: (any Error).self) {
                    try await hook.call(from: "+35850454564", to: "+35840675644")
                }
                #expect(await server.end() == SIGILL)

                let log = try server.logText()
                #expect(log.contains("PlantedTrap"), "no crash was printed: \(log)")
                for canary in ["35850454564", "client-secret-of-the-scenario", hook.key] {
                    #expect(!log.contains(canary))
                    // What sixteen bytes of memory look like in a dump of registers.
                    let hexadecimal = canary.utf8.prefix(8).map { String($0, radix: 16) }.joined(separator: " ")
                    #expect(!log.contains(hexadecimal))
                }
            }
        }

        private static let unit = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../deploy/systemd/hookswitch.service").standardized

        private static func sinks(of server: RunningServer, in installation: Installation) throws -> [String: String] {
            var sinks: [String: String] = [:]
            sinks["log"] = try server.logText()
            sinks["Postgres log"] = try Self.read(URL(filePath: installation.postgres.logFile))
            for name in ["cmdline", "environ"] {
                sinks["process " + name] = try Self.read(URL(filePath: "/proc/\(server.processID)/\(name)"))
            }
            let spool = URL(filePath: installation.directory).appending(path: "spool-one")
            let files = try FileManager.default.contentsOfDirectory(at: spool, includingPropertiesForKeys: nil)
                .filter { $0.pathExtension == "spool" }
            sinks["spool"] = try files.map { try Self.read($0) }.joined()
            return sinks
        }

        private static func read(_ url: URL) throws -> String {
            String(decoding: try Data(contentsOf: url), as: UTF8.self)
        }

        /// All rows of a table, as text.
        private static func table(_ name: String, in installation: Installation) async throws -> String {
            let rows = try await installation.pool.withConnection { connection in
                try await connection.query("SELECT t::text AS text FROM hookswitch.\(unsafe: name) AS t")
            }
            return try rows.map { try $0.decode("text", as: String.self) }.joined(separator: "\n")
        }
    }
}
