import DynamicsSimulator
import Foundation
import Testing

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
                "35850454564", "0504 54564", "050454564", "358501112223", "0501112223", "358405551234", "358501112229",
            ]
            var sinks = try Self.sinks(of: server, in: installation)
            sinks["metrics"] = try await Web.get("http://127.0.0.1:\(server.ports.operations)/metrics").body
            sinks["decisions"] = try await Self.table("decision", in: installation)
            sinks["audit"] = try await Self.table("audit_record", in: installation)
            sinks["credential"] = try await Self.table("credential", in: installation)
            await server.stop()
            sinks["log after the stop"] = try server.logText()

            #expect(sinks["decisions"]?.contains("+358•••64") == true)
            for (name, text) in sinks {
                #expect(!text.isEmpty, "\(name) is empty, so it proves nothing")
                for secret in secrets { #expect(!text.contains(secret), "\(name) shows a canary") }
            }
        }
    }

    private static func sinks(of server: RunningServer, in installation: Installation) throws -> [String: String] {
        var sinks: [String: String] = [:]
        sinks["log"] = try server.logText()
        sinks["Postgres log"] = try Self.read(URL(filePath: installation.postgres.logFile))
        for name in ["cmdline", "environ"] {
            sinks["process " + name] = try Self.read(URL(filePath: "/proc/\(server.processID)/\(name)"))
        }
        let spool = URL(filePath: installation.directory).appending(path: "spool-one")
        let files = try FileManager.default.contentsOfDirectory(at: spool, includingPropertiesForKeys: nil)
        sinks["spool"] = "files: " + (try files.map { try Self.read($0) }.joined())
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
        return "rows: " + (try rows.map { try $0.decode("text", as: String.self) }.joined(separator: "\n"))
    }
}
