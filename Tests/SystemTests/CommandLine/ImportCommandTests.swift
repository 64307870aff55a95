import DynamicsSimulator
import Foundation
import HookswitchTesting
import Postgres
import Testing

extension JourneyTests {
    /// `hookswitch import` and `export`: through whatever is killed in the middle.
    @Suite struct ImportCommandTests {
        /// As many as nobody applies before a test has killed something.
        private static let count = 300

        private static func fleet(_ installation: Installation, count: Int = Self.count) -> String {
            (0..<count).map { index in
                "---\n" + Scenarios.document(slug: "tenant-\(index)", port: installation.simulator.port) + "\n"
            }.joined()
        }

        @Test func commandThatIsKilledIsGoneOnWith() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let file = try installation.write(Self.fleet(installation), to: "fleet.yaml")

                    let result = try await TestProgram.run(
                        TestPython.path,
                        [
                            TestPython.root.appending(path: "Tests/Conformance/terminal_import.py").path,
                            BuiltProgram.url("hookswitch").path, file, String(Self.count),
                        ],
                        environment: [
                            "PATH": installation.environment["PATH"] ?? "",
                            "HOME": installation.directory,
                            "HOOKSWITCH_URL": "http://127.0.0.1:\(server.ports.admin)",
                            "HOOKSWITCH_TOKEN": installation.token,
                            "ACME_SECRET": installation.environment["ACME_SECRET"] ?? "",
                            "TERM": "xterm",
                            "LC_ALL": "C.UTF-8",
                        ]
                    )

                    #expect(result.status == 0, "\(result.output)\(result.errors)")
                    #expect(result.output.hasSuffix("ok\n"))
                    try await Self.expectEachOnce(installation)
                }
            }
        }

        @Test func serverThatIsKilledIsGoneOnWith() async throws {
            try await Installation.run { installation in
                let file = try installation.write(Self.fleet(installation), to: "fleet.yaml")
                let first = try await installation.startServer()
                async let cut = installation.command(["import", file, "--apply"], to: first)
                // Nothing tells that some rows are applied but looking.
                while try await Self.tenantCount(installation) < Self.count / 10 {
                    try await Task.sleep(for: .milliseconds(5))
                }
                first.signal(SIGKILL)
                _ = await first.end()
                let errors = try await cut.errors
                let made = try await Self.tenantCount(installation)
                #expect(try await cut.status == 7, "\(errors)")
                #expect(made < Self.count)
                let plan = try #require(errors.firstMatch(of: /imp_[a-z2-7]{26}/)?.output)

                try await installation.withServer { server in
                    let rest = try await installation.command(
                        ["import", file, "--apply", "--plan-id", String(plan)],
                        to: server
                    )
                    #expect(rest.status == 0, "\(rest.errors)")
                    #expect(rest.output.contains("\(Self.count) applied"), "\(rest.output)")
                }
                try await Self.expectEachOnce(installation)
            }
        }

        @Test func rowsThatFailAreMendedAndImported() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let text = Self.fleet(installation, count: 4)
                        .replacing("slug: tenant-1\n", with: "slug: tenant-1\nregoin: FI\n")
                        .replacing(
                            "slug: tenant-2\nname: Acme Oy\nregion: FI",
                            with: "slug: tenant-2\nname: Acme Oy\nregion: fi"
                        )
                    let file = try installation.write(text, to: "fleet.yaml")
                    let failed = installation.directory + "/failed.yaml"
                    let arguments = ["import", file, "--apply", "--verify", "--failed-to", failed]

                    let plan = try await installation.command(["import", file, "--plan"], to: server)
                    let first = try await installation.command(arguments, to: server)
                    let again = try await installation.command(arguments, to: server)
                    let mended = try String(contentsOfFile: failed, encoding: .utf8)
                        .replacing("regoin: FI\n", with: "").replacing("region: fi", with: "region: FI")
                    let path = try installation.write(mended, to: "mended.yaml")
                    let second = try await installation.command(["import", path, "--apply"], to: server)

                    #expect(plan.status == 6)
                    #expect(plan.output.contains("+ 2 create, ~ 0 change, = 0 same, ✖ 2 invalid"), "\(plan.output)")
                    #expect(plan.output.contains("regoin"))
                    #expect(first.status == 6, "\(first.errors)")
                    #expect(first.output.contains("2 applied, 0 unchanged, 2 refused, "), "\(first.output)")
                    let attributes = try FileManager.default.attributesOfItem(atPath: failed)
                    #expect(attributes[.posixPermissions] as? Int == 0o600)
                    #expect(again.status == 1, "a file of failed rows was overwritten")
                    #expect(second.status == 0, "\(second.output)\(second.errors)")
                    #expect(try await Self.tenantCount(installation) == 4)
                }
            }
        }

        @Test func rowsThatFailAreLeftInAFileByThemselves() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let text = Self.fleet(installation, count: 3)
                        .replacing("slug: tenant-1\n", with: "slug: tenant-1\nregoin: FI\n")
                    let file = try installation.write(text, to: "fleet.yaml")
                    let failedFiles = {
                        try FileManager.default.contentsOfDirectory(atPath: installation.directory)
                            .filter { $0.hasPrefix("import-imp_") }
                    }

                    let silent = try await installation.command(
                        ["import", file, "--apply", "--no-failed-file"],
                        to: server
                    )
                    #expect(silent.status == 6, "\(silent.errors)")
                    #expect(try failedFiles() == [])

                    let left = try await installation.command(
                        ["import", file, "--apply", "--concurrency", "8"],
                        to: server
                    )
                    #expect(left.status == 6, "\(left.errors)")
                    let name = try #require(try failedFiles().first)
                    #expect(name.wholeMatch(of: /import-imp_[a-z2-7]{26}-failed\.yaml/) != nil)
                    #expect(left.errors.contains("1 row was not imported: mend \(name)"), "\(left.errors)")
                    #expect(left.errors.contains("hookswitch import \(name) --apply"), "\(left.errors)")
                    let path = installation.directory + "/" + name
                    let attributes = try FileManager.default.attributesOfItem(atPath: path)
                    #expect(attributes[.posixPermissions] as? Int == 0o600)

                    let failed = try String(contentsOfFile: path, encoding: .utf8)
                    #expect(failed.contains("slug: tenant-1\n") && !failed.contains("slug: tenant-0\n"))
                    let mended = try installation.write(
                        failed.replacing("regoin: FI\n", with: "externalId: crm:1\n"),
                        to: "mended.yaml"
                    )
                    let second = try await installation.json(["import", mended, "--apply"], to: server)
                    #expect(second["failed_file"] == nil)
                    let whole = try installation.write(
                        text.replacing("slug: tenant-1\nregoin: FI\n", with: "externalId: crm:1\n"),
                        to: "whole.yaml"
                    )
                    let same = try await installation.command(["import", whole, "--plan"], to: server)
                    #expect(same.errors.contains("No changes"), "\(same.output)\(same.errors)")
                    #expect(try await Self.tenantCount(installation) == 3)
                }
            }
        }

        @Test func stalePlanIsAConflictAndAnExportChangesNothing() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let fleet = Self.fleet(installation, count: 3)
                        .replacing("region: FI", with: "tags: [nordics, trial]\nregion: FI")
                    let file = try installation.write(fleet, to: "fleet.yaml")
                    let plan = try await installation.json(["import", file, "--plan"], to: server)
                    let id = try #require((plan["import"] as? [String: Any])?["id"] as? String)
                    #expect(try await installation.command(["import", file, "--apply"], to: server).status == 0)

                    let stale = try await installation.command(
                        ["import", file, "--apply", "--plan-id", id],
                        to: server
                    )
                    #expect(stale.status == 5, "\(stale.errors)")
                    let hint = try await installation.command(["export", "-o", "csv"], to: server)
                    #expect(hint.status == 64)
                    #expect(hint.errors.contains("hookswitch export --format csv"), "\(hint.errors)")
                    for format in ["yaml", "ndjson", "csv"] {
                        let export = try await installation.command(["export", "--format", format], to: server)
                        #expect(!export.output.contains("client-secret"))
                        let path = try installation.write(export.output, to: "export.\(format)")
                        let same = try await installation.command(["import", path, "--plan"], to: server)
                        #expect(same.status == 0, "\(same.output)\(same.errors)")
                        #expect(same.errors.contains("No changes"), "\(format): \(same.output)")
                    }
                }
            }
        }

        @Test func aFileThatWasMendedIsNotTheOneThatWasPlanned() async throws {
            try await Installation.run { installation in
                try await installation.withServer { server in
                    let text = Self.fleet(installation, count: 3)
                        .replacing("slug: tenant-1\n", with: "slug: tenant-1\nregoin: FI\n")
                    let file = try installation.write(text, to: "fleet.yaml")
                    let plan = try #require(
                        try await installation.command(["import", file, "--plan"], to: server).output
                            .firstMatch(of: /imp_[a-z2-7]{26}/)
                    )
                    let id = String(plan.output)
                    let show = try await installation.command(["import", "show", id], to: server)
                    #expect(show.output.contains("3 rows, yaml"), "\(show.output)")
                    let items = try await installation.command(
                        ["import", "items", id, "--status", "refused"],
                        to: server
                    )
                    #expect(items.output.contains("tenant-1") && items.output.contains("regoin"), "\(items.output)")

                    let arguments = ["import", file, "--apply", "--plan-id", id, "--no-failed-file"]
                    _ = try installation.write(text.replacing("region: FI", with: "region: EE"), to: "fleet.yaml")
                    let mended = try await installation.command(arguments, to: server)
                    #expect(mended.status == 5, "\(mended.output)\(mended.errors)")
                    #expect(mended.errors.contains("is not the file that was planned as \(id)"), "\(mended.errors)")
                    #expect(mended.errors.contains("hookswitch import \(file) --plan"), "\(mended.errors)")
                    #expect(try await Self.tenantCount(installation) == 0)

                    _ = try installation.write(text, to: "fleet.yaml")
                    let applied = try await installation.command(arguments, to: server)
                    #expect(applied.status == 6, "\(applied.errors)")
                    #expect(applied.output.contains("regoin"), "\(applied.output)")
                    #expect(try await Self.tenantCount(installation) == 2)
                }
            }
        }

        private static func tenantCount(_ installation: Installation) async throws -> Int {
            try await installation.pool.withTransaction { transaction in
                let rows = try await transaction.query("SELECT count(*) AS count FROM hookswitch.tenant")
                return Int(try rows.first?.decode("count", as: Int64.self) ?? 0)
            }
        }

        /// Each tenant was made, and nothing was done to it twice.
        private static func expectEachOnce(_ installation: Installation) async throws {
            let (tenants, versions, records) = try await installation.pool.withTransaction { transaction in
                let rows = try await transaction.query(
                    """
                    SELECT (SELECT count(*) FROM hookswitch.tenant) AS tenants,
                        (SELECT count(*) FROM hookswitch.tenant_version) AS versions,
                        (SELECT count(*) FROM hookswitch.audit_record WHERE action = 'tenant.create') AS records
                    """
                )
                let row = try #require(rows.first)
                return (
                    try row.decode("tenants", as: Int64.self), try row.decode("versions", as: Int64.self),
                    try row.decode("records", as: Int64.self)
                )
            }
            #expect([tenants, versions, records] == [Int64(Self.count), Int64(Self.count), Int64(Self.count)])
        }
    }
}
