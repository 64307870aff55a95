import DynamicsSimulator
import Foundation
import Testing

extension JourneyTests {
    /// The audit as an operator and an auditor meet it: made by a server, verified without one.
    @Suite struct AuditCommandTests {
        @Test func anExportIsVerifiedOfflineAndATamperedOneIsNot() async throws {
            try await Installation.run { installation in
                let (export, key) = try await Self.export(in: installation)
                // No server any more, and no database that the command could ask.
                let file = try installation.write(export, to: "audit.ndjson")

                let good = try await Self.verify(file, key, in: installation)
                let heads = good.output.split(separator: " ").filter { $0.contains(":") }
                    .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
                let edited = try installation.write(export.replacing("ticket 7", with: "ticket 8"), to: "edited.ndjson")
                let bad = try await Self.verify(edited, key, in: installation)
                let lines = export.split(separator: "\n").filter { !$0.contains("tenant.change") }
                let cut = try installation.write(lines.joined(separator: "\n"), to: "cut.ndjson")
                let short = try await Self.verify(cut, key, in: installation)
                let saved = try await Self.verify(file, key, heads.flatMap { ["--head", $0] }, in: installation)
                let otherKey = String(repeating: "0", count: 63) + "1"
                let foreign = try await Self.verify(file, otherKey, in: installation)

                #expect(good.status == 0, "\(good.errors)")
                #expect(heads.count == 2, "\(good.output)")
                #expect(saved.status == 0, "\(saved.errors)")
                #expect(bad.status == 6)
                #expect(bad.errors.contains("First bad record: 2"), "\(bad.errors)")
                #expect(short.status == 6)
                #expect(short.errors.contains("cut"), "\(short.errors)")
                #expect(foreign.status == 6 || foreign.status == 64)
            }
        }

        @Test func whatIsNoFileKeyOrHeadIsSaid() async throws {
            try await Installation.run { installation in
                let file = try installation.write("", to: "empty.ndjson")

                let missing = try await Self.verify("/nonexistent", String(repeating: "a", count: 64), in: installation)
                let noKey = try await installation.command(["audit", "verify", file])
                let badKey = try await Self.verify(file, "abc", in: installation)

                #expect([1, 64].contains(missing.status), "\(missing.errors)")
                #expect(noKey.status == 64)
                #expect(noKey.errors.contains("--public-key"))
                #expect(badKey.status == 64)
            }
        }

        /// Makes changes of a tenant and exports all chains.
        private static func export(in installation: Installation) async throws -> (export: String, key: String) {
            try await installation.withServer { server in
                let document = Scenarios.document(port: installation.simulator.port)
                let path = try installation.write(document, to: "acme.yaml")
                let created = try await installation.command(["tenant", "apply", path], to: server)
                #expect(created.status == 0, "\(created.errors)")
                let renamed = document.replacing("name: Acme Oy", with: "name: Acme Ab")
                let changed = try await installation.command(
                    [
                        "tenant", "apply", try installation.write(renamed, to: "renamed.yaml"),
                        "--reason", "ticket 7: å, new name",
                    ],
                    to: server
                )
                #expect(changed.status == 0, "\(changed.errors)")
                let list = try await installation.json(["audit", "list", "--tenant", "acme"], to: server)
                let record = try #require((list["data"] as? [[String: Any]])?.first)
                #expect(record["reason"] as? String == "ticket 7: å, new name")
                #expect(record["source"] as? String == "127.0.0.1")
                let id = try #require(record["id"] as? String)
                let shown = try await installation.command(["audit", "show", id], to: server)
                #expect(shown.output.contains("/name: Acme Oy → Acme Ab"), "\(shown.output)")
                let key = try await installation.command(["audit", "public-key"], to: server)
                let export = try await installation.command(["audit", "export"], to: server)
                #expect(export.status == 0, "\(export.errors)")
                return (export.output, key.output.trimmingCharacters(in: .whitespacesAndNewlines))
            }
        }

        private static func verify(
            _ file: String,
            _ key: String,
            _ further: [String] = [],
            in installation: Installation
        ) async throws -> BuiltProgram.Result {
            try await BuiltProgram.hookswitch(
                ["audit", "verify", file, "--public-key", key] + further,
                environment: ["PATH": "/usr/bin:/bin"],
                directory: installation.directory
            )
        }
    }
}
