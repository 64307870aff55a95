import Foundation
import Postgres
import DynamicsSimulator
import Testing

extension SystemTests {
    /// What would keep the server from working keeps it from starting: it says which and how to mend it, and exits with 2.
    @Suite struct StartRefusalTests {
        @Test func everyFaultIsSaidBeforeAnythingListens() async throws {
            try await Installation.run { installation in
                let other = installation.directory + "/other-keyring"
                #expect(try await installation.command(["keyring", "create", other]).status == 0)
                let open = installation.directory + "/open-keyring"
                try FileManager.default.copyItem(atPath: other, toPath: open)
                try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: open)
                let file = try installation.write("not a directory", to: "file")
                try await installation.withServer { server in
                    let document = Scenarios.document(port: installation.simulator.port)
                    let path = try installation.write(document, to: "acme.yaml")
                    let applied = try await installation.command(["tenant", "apply", path], to: server)
                    #expect(applied.status == 0, "\(applied.errors)")
                }
                let typo = try installation.write("calls:\n  deadlineMiliseconds: 900\n", to: "typo.yaml")

                for (change, words) in [
                    (["HOOKSWITCH_KEYRING_FILE": other], ["keyring", "does not open"]),
                    (["HOOKSWITCH_KEYRING_FILE": open], ["keyring", "chmod 600"]),
                    (["HOOKSWITCH_KEYRING_FILE": "/nonexistent/keyring"], ["keyring create"]),
                    (["HOOKSWITCH_SPOOL_DIRECTORY": file], ["spool"]),
                    (["HOOKSWITCH_SPOOL_DIRECTORY": "/proc/spool"], ["spool"]),
                    (["HOOKSWITCH_CALLS_LISTEN": "127.0.0.1:80a"], ["calls.listen"]),
                    (
                        ["HOOKSWITCH_CALS_LISTEN": "127.0.0.1:80"],
                        ["HOOKSWITCH_CALS_LISTEN", "HOOKSWITCH_CALLS_LISTEN"]
                    ),
                    (["HOOKSWITCH_CONFIG": typo], ["deadlineMiliseconds", "deadlineMilliseconds"]),
                    (["HOOKSWITCH_ENVIRONMENT": "production"], ["egress.allow"]),
                    (
                        [
                            "HOOKSWITCH_CALLS_TLS_CERTIFICATE_FILE": "/nonexistent.pem",
                            "HOOKSWITCH_CALLS_TLS_PRIVATE_KEY_FILE": file,
                        ],
                        ["calls.tls", "/nonexistent.pem"]
                    ),
                    (
                        ["HOOKSWITCH_CALLS_TLS_CERTIFICATE_FILE": file, "HOOKSWITCH_CALLS_TLS_PRIVATE_KEY_FILE": file],
                        ["calls.tls", "no certificate"]
                    ),
                    (["HOOKSWITCH_DATABASE_URL": "host=x nonsense=1"], ["database.url"]),
                ] {
                    let result = try await Self.serve(installation, change)

                    #expect(result.status == 2, "\(change): \(result.errors)")
                    for word in words { #expect(result.errors.contains(word), "\(change): \(result.errors)") }
                }
            }
        }

        @Test func aSchemaThatItDoesNotKnowIsRefusedWithTheWayOut() async throws {
            try await Installation.run { installation in
                let pool = installation.pool
                for (statement, remedy) in [
                    (
                        """
                        DELETE FROM hookswitch_schema.migration
                        WHERE version = (SELECT max(version) FROM hookswitch_schema.migration)
                        """, "hookswitch migrate up"
                    ),
                    (
                        "INSERT INTO hookswitch_schema.migration (version, name, checksum) VALUES (99, 'future', 'x')",
                        "upgrade the program"
                    ),
                    ("UPDATE hookswitch_schema.migration SET checksum = 'x' WHERE version = 2", "migrate verify"),
                ] {
                    try await pool.withConnection { connection in try await connection.run(script: statement) }

                    let result = try await Self.serve(installation, [:])

                    #expect(result.status == 2)
                    #expect(result.errors.contains("schema") && result.errors.contains(remedy), "\(result.errors)")
                }
                let verified = try await installation.command(["migrate", "verify"])
                #expect(verified.status == 6 && verified.errors.contains("migrate verify"), "\(verified.errors)")
            }
        }

        /// A supervisor starts it again: the exit code is not the one that says that this would be in vain.
        @Test func aDatabaseThatStaysAwayEndsTheStartWithAnotherCode() async throws {
            try await Installation.run { installation in
                let result = try await Self.serve(
                    installation,
                    ["HOOKSWITCH_DATABASE_URL": "postgresql://127.0.0.1:1/none"]
                )

                #expect(result.status == 7)
                #expect(result.errors.contains("waiting for the database"), "\(result.errors)")
                #expect(result.errors.contains("database.url"), "\(result.errors)")
            }
        }

        @Test func aDatabaseThatComesLaterIsWaitedFor() async throws {
            try await Installation.run(hasOwnPostgres: true) { installation in
                try await installation.postgres.stop()
                async let server = installation.startServer()
                try await Task.sleep(for: .seconds(2))
                try await installation.postgres.start()

                let started = try await server
                #expect(try started.logText().contains("waiting for the database"))
                #expect(await started.stop() == 0)
            }
        }

        @Test func aTenantWhoseKeyDoesNotOpenKeepsNoOtherFromBeingServed() async throws {
            try await Installation.run { installation in
                let healthy = try await installation.withServer { server in
                    let port = installation.simulator.port
                    let broken = Scenarios.document(slug: "broken", port: port)
                    _ = try await CustomerHook.onboard(broken, slug: "broken", in: installation, on: server)
                    let healthy = Scenarios.document(slug: "healthy", port: port)
                    return try await CustomerHook.onboard(healthy, slug: "healthy", in: installation, on: server)
                }
                try await installation.pool.withConnection { connection in
                    try await connection.run(
                        script: """
                            UPDATE hookswitch.data_key SET sealed = overlay(sealed PLACING '\\x00000000' FROM 30)
                            WHERE tenant_id = (SELECT tenant_id FROM hookswitch.tenant WHERE slug = 'broken')
                            """
                    )
                }

                try await installation.withServer { server in
                    let hook = healthy.on(server)
                    #expect(try await hook.call(from: "anonymous", to: "+35840675646").status == 200)
                    let metrics = try await Web.get("http://127.0.0.1:\(server.ports.operations)/metrics").body
                    #expect(metrics.contains("\nhookswitch_tenants_unusable 1\n"))
                    // Said once, and not at every look.
                    try await Task.sleep(for: .seconds(3))
                    let lines = try server.logText().split(separator: "\n").filter { $0.contains("does not open") }
                    #expect(lines.count == 1, "\(lines)")
                }
            }
        }

        private static func serve(
            _ installation: Installation,
            _ change: [String: String]
        ) async throws -> BuiltProgram.Result {
            let ports = FreePort.find(3)
            let listeners = [
                "HOOKSWITCH_CALLS_LISTEN": "127.0.0.1:\(ports[0])", "HOOKSWITCH_ADMIN_LISTEN": "127.0.0.1:\(ports[1])",
                "HOOKSWITCH_OPERATIONS_LISTEN": "127.0.0.1:\(ports[2])",
            ]
            let environment = installation.environment.filter { $0.key != "ACME_SECRET" }
            return try await BuiltProgram.hookswitch(
                ["serve"],
                environment: environment.merging(listeners) { $1 }.merging(change) { $1 },
                directory: installation.directory
            )
        }
    }
}
