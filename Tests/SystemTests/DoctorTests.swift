import DynamicsSimulator
import Foundation
import Postgres
import Testing

extension SystemTests {
    /// The doctor finds what keeps a server from working, says how to mend it, and exits with 6.
    @Suite struct DoctorTests {
        @Test func eachFaultFailsItsOwnCheck() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    _ = try await CustomerHook.onboard(document, slug: "acme", in: installation, on: server)
                }
                let other = installation.directory + "/other-keyring"
                #expect(try await installation.command(["keyring", "create", other]).status == 0)

                let healthy = try await Self.doctor(installation, [:])
                #expect(healthy.status == 0, "\(healthy.failed)")
                #expect(healthy.failed.isEmpty)
                for (change, id) in [
                    (["HOOKSWITCH_KEYRING_FILE": other], "tenant-keys"),
                    (["HOOKSWITCH_KEYRING_FILE": "/nonexistent"], "keyring"),
                    (["HOOKSWITCH_DATABASE_URL": "postgresql://127.0.0.1:1/none"], "database"),
                    (["HOOKSWITCH_ENTRA_AUTHORITY": "https://127.0.0.1:1"], "upstream"),
                ] {
                    let ill = try await Self.doctor(installation, change)

                    #expect(ill.status == 6, "\(change)")
                    #expect(ill.failed.contains { $0["id"] == id }, "\(change): \(ill.failed)")
                    #expect(ill.failed.allSatisfy { $0["remedy"]?.isEmpty == false }, "\(ill.failed)")
                }
                try await installation.pool.withConnection { connection in
                    try await connection.run(
                        script: """
                            DELETE FROM hookswitch_schema.migration
                            WHERE version = (SELECT max(version) FROM hookswitch_schema.migration)
                            """
                    )
                }
                let behind = try await Self.doctor(installation, [:])
                #expect(behind.status == 6)
                #expect(behind.failed.map { $0["id"] } == ["schema"])
            }
        }

        private static func doctor(
            _ installation: Installation,
            _ change: [String: String]
        ) async throws -> (status: Int32, failed: [[String: String]]) {
            let result = try await BuiltProgram.hookswitch(
                ["doctor", "-o", "json"],
                environment: installation.environment.filter { $0.key != "ACME_SECRET" }.merging(change) { $1 },
                directory: installation.directory
            )
            let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
            let checks = report?["checks"] as? [[String: Any]] ?? report?["data"] as? [[String: Any]] ?? []
            let texts = checks.map { check in check.compactMapValues { $0 as? String } }
            #expect(!texts.isEmpty, "\(result.output) \(result.errors)")
            return (result.status, texts.filter { $0["status"] == "failed" })
        }
    }
}
