import DynamicsSimulator
import Foundation
import Postgres
import Testing

extension JourneyTests {
    /// Sealed decisions as an operator and an auditor meet them: sealed by a server, verified without one.
    @Suite struct DecisionSegmentCommandTests {
        @Test func aDayIsSealedByItselfAndItsExportIsVerifiedOffline() async throws {
            try await Installation.run { installation in
                let (export, key) = try await Self.sealed(in: installation)
                let file = try installation.write(export, to: "decisions.ndjson")

                let good = try await Self.verify(file, key, in: installation)
                let edited = try installation.write(export.replacing("no_match", with: "routed"), to: "edited.ndjson")
                let bad = try await Self.verify(edited, key, in: installation)
                let read = try await Self.verify(file, key, ["-o", "json"], in: installation)
                let verdict = try JSONSerialization.jsonObject(with: Data(read.output.utf8)) as? [String: Any]
                let tenant = try #require((verdict?["tenants"] as? [[String: Any]])?.first)
                let head = try #require(tenant["head"] as? String)
                let empty = try installation.write("", to: "empty.ndjson")
                let cut = try await Self.verify(empty, key, ["--head", head], in: installation)
                let saved = try await Self.verify(file, key, ["--head", head], in: installation)

                #expect(good.status == 0, "\(good.errors)")
                #expect(good.output.contains(head), "\(good.output)")
                #expect(tenant["decision_count"] as? Int == 3)
                #expect(bad.status == 6)
                #expect(bad.errors.contains("First bad segment: 1"), "\(bad.errors)")
                #expect(cut.status == 6)
                #expect(cut.errors.contains("cut"), "\(cut.errors)")
                #expect(saved.status == 0, "\(saved.errors)")
            }
        }

        /// How long a server may take to seal: its first look is some seconds after its start.
        private static let patience = Duration.seconds(60)

        /// Has a server seal three calls of three days ago, and exports them.
        private static func sealed(in installation: Installation) async throws -> (export: String, key: String) {
            try await installation.withServer { server in
                let document = Scenarios.document(port: installation.simulator.port)
                let path = try installation.write(document, to: "acme.yaml")
                let created = try await installation.command(["tenant", "apply", path], to: server)
                #expect(created.status == 0, "\(created.errors)")
                try await installation.pool.withTransaction { transaction in
                    try await transaction.run(
                        script: """
                            SELECT hookswitch.ensure_decision_partition(now() - interval '3 days');
                            INSERT INTO hookswitch.decision (tenant_id, decided_at, writer_id, sequence, decision_id,
                                outcome, tenant_version, caller_fact, duration_us)
                            SELECT tenant_id, now() - interval '3 days', gen_random_uuid(), 1, gen_random_uuid(),
                                'no_match', 1, 'unknown', 1500
                            FROM hookswitch.tenant, generate_series(1, 3) WHERE slug = 'acme'
                            """
                    )
                }
                let deadline = ContinuousClock.now + Self.patience
                let list = ["decision", "segments", "--tenant", "acme", "-o", "name"]
                while try await installation.command(list, to: server).output.isEmpty, ContinuousClock.now < deadline {
                    try await Task.sleep(for: .milliseconds(500))
                }
                let export = try await installation.command(
                    ["decision", "export", "--tenant", "acme", "--sealed"],
                    to: server
                )
                #expect(export.status == 0, "\(export.errors)")
                let key = try await installation.command(["audit", "public-key"], to: server)
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
                ["decision", "verify", file, "--public-key", key] + further,
                environment: ["PATH": "/usr/bin:/bin"],
                directory: installation.directory
            )
        }
    }
}
