import DynamicsSimulator
import Foundation
import HookswitchTesting
import Postgres
import Testing

extension JourneyTests {
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

        @Test func everyCheckThatIsMadeIsExplained() async throws {
            try await Installation.run { installation in
                let report = try await Self.doctor(installation, [:], ["--production"])

                for check in report.all {
                    let id = try #require(check["id"])
                    #expect(check["page"] == "/problems/doctor.\(id)")
                    let told = try await installation.command(["doctor", "--explain", id])
                    #expect(told.status == 0 && told.output.contains("/problems/doctor.\(id)"), "\(told.errors)")
                }
                let unknown = try await installation.command(["doctor", "--explain", "nothing"])
                #expect(unknown.status == 64 && unknown.errors.contains("database-tls"), "\(unknown.errors)")
            }
        }

        @Test func beforeProductionEverythingIsLookedAt() async throws {
            try await Installation.run { installation in
                let ill = try await Self.doctor(installation, [:], ["--production"])

                #expect(ill.status == 6)
                // The tests' login is a superuser, and the address is this machine's.
                #expect(
                    Set(ill.failed.compactMap { $0["id"] }) == ["environment", "public-url", "row-security"],
                    "\(ill.failed)"
                )
                #expect(ill.failed.allSatisfy { $0["remedy"]?.isEmpty == false }, "\(ill.failed)")
                let ids = Set(ill.all.compactMap { $0["id"] })
                let looked: Set = ["database-tls", "secret-origins", "admin-https", "backup", "unit", "watchdog"]
                #expect(ids.isSuperset(of: looked), "\(ids)")
                let far = try await Self.doctor(
                    installation,
                    ["HOOKSWITCH_DATABASE_URL": "postgresql://db.example.test/none?sslmode=prefer&connect_timeout=2"],
                    ["--production"]
                )
                #expect(far.failed.contains { $0["id"] == "database-tls" }, "\(far.failed)")
            }
        }

        /// The same request as the telephony cloud's, through TLS, to a server that runs.
        @Test func publicURLIsAskedWhoAnswersAndForItsCertificate() async throws {
            try await Installation.run { installation in
                let folder = installation.directory + "/edge"
                let made = try await TestProgram.run(
                    TestPython.path,
                    [
                        TestPython.root.appending(path: "Tests/Conformance/oidc_login.py").path, "certificate", folder,
                    ],
                    environment: ["PATH": installation.environment["PATH"] ?? ""]
                )
                #expect(made.status == 0, "\(made.errors)")
                let port = FreePort.find(1)[0]
                let roots = try ["/ca.pem", "/edge/ca.pem"]
                    .map { try String(contentsOfFile: installation.directory + $0, encoding: .utf8) }.joined()
                let allowed = installation.environment["HOOKSWITCH_EGRESS_ALLOW"] ?? ""
                let address = [
                    "HOOKSWITCH_PUBLIC_URL": "https://localhost:\(port)",
                    "HOOKSWITCH_EGRESS_ALLOW": allowed + ",localhost:\(port)",
                    "HOOKSWITCH_TRUST_ROOTS_FILE": try installation.write(roots, to: "roots.pem"),
                ]
                let listener = [
                    "HOOKSWITCH_CALLS_LISTEN": "127.0.0.1:\(port)",
                    "HOOKSWITCH_CALLS_TLS_CERTIFICATE_FILE": folder + "/issuer.pem",
                    "HOOKSWITCH_CALLS_TLS_PRIVATE_KEY_FILE": folder + "/issuer.key",
                ]

                let alone = try await Self.doctor(installation, address)
                let strict = try await Self.doctor(installation, address, ["--production"])
                try await installation.withServer(settings: address.merging(listener) { $1 }) { _ in
                    let served = try await Self.doctor(installation, address, ["--production"])
                    let stranger = installation.directory + "/other-keyring"
                    #expect(try await installation.command(["keyring", "create", stranger]).status == 0)
                    let other = address.merging(["HOOKSWITCH_KEYRING_FILE": stranger]) { $1 }
                    let misled = try await Self.doctor(installation, other)
                    let roots = ["HOOKSWITCH_TRUST_ROOTS_FILE": installation.directory + "/ca.pem"]
                    let unsure = address.merging(roots) { $1 }
                    let distrusted = try await Self.doctor(installation, unsure, ["--production"])

                    #expect(Self.status("public-url", in: served) == "ok", "\(served.all)")
                    // It is good for a day.
                    #expect(Self.status("public-certificate", in: served) == "warning", "\(served.all)")
                    #expect(served.all.count { $0["id"] == "public-url" } == 1)
                    #expect(Self.status("public-url", in: misled) == "warning", "\(misled.all)")
                    #expect(Self.status("public-certificate", in: distrusted) == "failed", "\(distrusted.all)")
                }
                #expect(Self.status("public-url", in: alone) == "warning", "\(alone.all)")
                #expect(Self.status("public-url", in: strict) == "failed", "\(strict.all)")
            }
        }

        @Test func whatIsSafeToMendIsMended() async throws {
            try await Installation.run { installation in
                let keyRing = installation.directory + "/keyring"
                let spool = installation.directory + "/spool"
                try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: true)
                for path in [keyRing, spool] {
                    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
                }

                let mended = try await installation.command(["doctor", "--fix"])

                #expect(mended.status == 0, "\(mended.output)\(mended.errors)")
                #expect(mended.errors.contains("mended: \(keyRing) has mode 600"), "\(mended.errors)")
                #expect(mended.errors.contains("mended: \(spool) has mode 700"), "\(mended.errors)")
                for (path, mode) in [(keyRing, 0o600), (spool, 0o700)] {
                    let attributes = try FileManager.default.attributesOfItem(atPath: path)
                    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == mode, "\(path)")
                }
                let again = try await installation.command(["doctor", "--fix"])
                #expect(!again.errors.contains("mended:"), "\(again.errors)")
                #expect(try await installation.command(["doctor", "--migrate"]).status == 64)

                #expect(try await installation.command(["migrate", "down", "--yes"]).status == 0)
                let behind = try await Self.doctor(installation, [:])
                #expect(behind.failed.contains { $0["id"] == "schema" }, "\(behind.failed)")
                let migrated = try await installation.command(["doctor", "--fix", "--migrate"])
                #expect(migrated.status == 0, "\(migrated.output)\(migrated.errors)")
                #expect(migrated.errors.contains("mended: applied "), "\(migrated.errors)")
            }
        }

        /// A setting may name another place by mistake, and that place must not lose its mode.
        @Test func whatIsNoKeyRingAndNoSpoolIsLeftAlone() async throws {
            try await Installation.run { installation in
                let shared = installation.directory + "/shared"
                let folder = installation.directory + "/folder"
                let filled = installation.directory + "/filled"
                let link = installation.directory + "/link"
                for (path, mode) in [(shared, 0o1777), (folder, 0o755), (filled, 0o755)] {
                    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
                }
                try "x".write(toFile: filled + "/passwd", atomically: true, encoding: .utf8)
                try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
                let credentials = installation.directory + "/credentials"
                try FileManager.default.createDirectory(atPath: credentials, withIntermediateDirectories: true)
                let credential = credentials + "/keyring"
                try FileManager.default.copyItem(atPath: installation.directory + "/keyring", toPath: credential)
                try FileManager.default.setAttributes([.posixPermissions: 0o440], ofItemAtPath: credential)

                for (change, path, mode) in [
                    (["HOOKSWITCH_SPOOL_DIRECTORY": shared], shared, 0o1777),
                    (["HOOKSWITCH_SPOOL_DIRECTORY": filled], filled, 0o755),
                    (["HOOKSWITCH_SPOOL_DIRECTORY": link], folder, 0o755),
                    (["HOOKSWITCH_KEYRING_FILE": folder], folder, 0o755),
                    (
                        ["HOOKSWITCH_KEYRING_FILE": credential, "CREDENTIALS_DIRECTORY": credentials], credential,
                        0o440
                    ),
                ] {
                    let looked = try await installation.command(["doctor", "--fix"], environment: change)

                    #expect(!looked.errors.contains("\nmended:"), "\(looked.errors)")
                    #expect(!looked.errors.hasPrefix("mended:"), "\(looked.errors)")
                    // The checks are made all the same.
                    #expect(looked.output.contains("configuration"), "\(looked.output)\(looked.errors)")
                    let attributes = try FileManager.default.attributesOfItem(atPath: path)
                    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == mode, "\(change)")
                }
            }
        }

        private typealias Report = (status: Int32, failed: [[String: String]], all: [[String: String]])

        private static func status(_ id: String, in report: Report) -> String? {
            report.all.first { $0["id"] == id }?["status"]
        }

        private static func doctor(
            _ installation: Installation,
            _ change: [String: String],
            _ options: [String] = []
        ) async throws -> Report {
            let result = try await BuiltProgram.hookswitch(
                ["doctor", "-o", "json"] + options,
                environment: installation.environment.filter { $0.key != "ACME_SECRET" }.merging(change) { $1 },
                directory: installation.directory
            )
            let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
            let checks = report?["checks"] as? [[String: Any]] ?? report?["data"] as? [[String: Any]] ?? []
            let texts = checks.map { check in check.compactMapValues { $0 as? String } }
            #expect(!texts.isEmpty, "\(result.output) \(result.errors)")
            return (result.status, texts.filter { $0["status"] == "failed" }, texts)
        }
    }
}
