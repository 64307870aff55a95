import Foundation
import HookswitchTesting
import Postgres
import Testing

extension JourneyTests {
    /// An installation for customers' calls from nothing, by what the setup makes and says comes next.
    @Suite struct SetupCommandTests {
        private static let publicURL = "https://hooks.example.com"

        private static func run(
            _ arguments: [String],
            in directory: String,
            environment: [String: String] = [:]
        ) async throws -> BuiltProgram.Result {
            let path = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
            return try await BuiltProgram.hookswitch(
                arguments,
                environment: path.merging(environment) { $1 },
                directory: directory
            )
        }

        @Test func questionsAreAnsweredAtATerminal() async throws {
            try await TemporaryDirectory.withDirectory { directory in
                let result = try await TestProgram.run(
                    TestPython.path,
                    [
                        TestPython.root.appending(path: "Tests/Conformance/setup.py").path,
                        BuiltProgram.url("hookswitch").path, directory,
                    ],
                    environment: [
                        "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "TERM": "xterm",
                        "LC_ALL": "C.UTF-8",
                    ]
                )

                #expect(result.status == 0, "\(result.output)\(result.errors)")
                #expect(result.output.hasSuffix("ok\n"))
            }
        }

        @Test func whatIsMadeIsWhatTheServerAndTheDoctorWant() async throws {
            try await TestDatabase.withTestDatabase(isMigrated: false) { database in
                try await TemporaryDirectory.withDirectory { directory in
                    let settings = directory + "/hookswitch/hookswitch.yaml"
                    let url = directory + "/url"
                    try (database.url.description + "\n").write(toFile: url, atomically: true, encoding: .utf8)
                    let line = [
                        "setup", "production", "--database-url-file", url, "--public-url", Self.publicURL,
                        "--settings", settings,
                    ]

                    let plan = try await Self.run(line + ["--dry-run"], in: directory)
                    #expect(plan.status == 0 && plan.output.contains("url: \(Self.publicURL)"), "\(plan.errors)")
                    #expect(!FileManager.default.fileExists(atPath: directory + "/hookswitch"))
                    let made = try await Self.run(line, in: directory)
                    #expect(made.status == 0, "\(made.errors)")
                    #expect(try String(contentsOfFile: settings, encoding: .utf8) == plan.output)
                    let next = made.errors.split(separator: "\n").filter { $0.contains(" hookswitch ") }
                    #expect(next.contains { $0.hasSuffix("doctor --production --config \(settings)") }, "\(next)")

                    let service = ["CREDENTIALS_DIRECTORY": directory + "/hookswitch"]
                    for words in [["config", "check"], ["migrate", "up"]] {
                        let result = try await Self.run(
                            words + ["--config", settings],
                            in: directory,
                            environment: service
                        )
                        #expect(result.status == 0, "\(words): \(result.errors)")
                    }
                    let doctor = try await Self.run(
                        ["doctor", "--production", "-o", "json", "--config", settings],
                        in: directory,
                        environment: service
                    )
                    let states = try Self.states(doctor.output)
                    for id in [
                        "configuration", "environment", "schema", "roles", "keyring", "tenant-keys", "database-tls",
                        "secret-origins", "admin-https",
                    ] {
                        #expect(states[id] == "ok", "\(id): \(doctor.output)")
                    }
                }
            }
        }

        @Test func whatCannotBeAskedIsNamedAndNothingIsMade() async throws {
            try await TemporaryDirectory.withDirectory { directory in
                let settings = directory + "/hookswitch.yaml"
                let base = ["setup", "production", "--settings", settings]
                let secret = "postgresql://h:s3cret@db.example.com/h?sslmode=verify-full"
                let file = directory + "/url"
                try "postgresql://h:s3cret@db.example.com/h".write(toFile: file, atomically: true, encoding: .utf8)
                let local = directory + "/local"
                try "dbname=h".write(toFile: local, atomically: true, encoding: .utf8)

                for (options, status, words) in [
                    ([], 64, ["--database-url-file FILE", "--public-url URL"]),
                    (["--no-input", "--public-url", Self.publicURL], 64, ["--database-url-file FILE"]),
                    (["--database-url", secret, "--public-url", Self.publicURL], 64, ["--database-url-file"]),
                    (["--database-url-file", file, "--public-url", Self.publicURL], 1, ["verify-full"]),
                    (["--database-url-file", local, "--public-url", "http://x.example"], 64, ["--public-url", "443"]),
                    (["--database-url-file", "/nonexistent", "--public-url", Self.publicURL], 1, ["/nonexistent"]),
                ] as [([String], Int32, [String])] {
                    let result = try await Self.run(base + options, in: directory)

                    #expect(result.status == status, "\(options): \(result.errors)")
                    for word in words { #expect(result.errors.contains(word), "\(options): \(result.errors)") }
                    #expect(!(result.output + result.errors).contains("s3cret"), "\(result.errors)")
                    let made = try FileManager.default.contentsOfDirectory(atPath: directory)
                    #expect(made.sorted() == ["local", "url"])
                }
            }
        }

        @Test func whatIsThereIsNeverOverwritten() async throws {
            try await TemporaryDirectory.withDirectory { outside in
                let (directory, url) = (outside + "/made", outside + "/url")
                try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
                try "dbname=h".write(toFile: url, atomically: true, encoding: .utf8)
                let settings = directory + "/hookswitch.yaml"
                let line = [
                    "setup", "production", "--settings", settings, "--database-url-file", url, "--public-url",
                    Self.publicURL, "-o", "json",
                ]
                try "mine\n".write(toFile: settings, atomically: true, encoding: .utf8)

                let refused = try await Self.run(line, in: directory)
                #expect(refused.status == 1 && refused.output.isEmpty, "\(refused.errors)")
                #expect(refused.errors.contains("--dry-run"), "\(refused.errors)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["hookswitch.yaml"])
                let plan = try await Self.run(line + ["--dry-run"], in: directory)
                #expect(plan.status == 0 && plan.output.contains("\"taken\""), "\(plan.output)\(plan.errors)")
                #expect(try String(contentsOfFile: settings, encoding: .utf8) == "mine\n")

                try FileManager.default.removeItem(atPath: settings)
                #expect(try await Self.run(line, in: directory).status == 0)
                try FileManager.default.removeItem(atPath: settings)
                try "dbname=other".write(toFile: url, atomically: true, encoding: .utf8)
                let another = try await Self.run(line, in: directory)
                #expect(another.status == 1 && another.errors.contains("another database URL"), "\(another.errors)")
                try "dbname=h".write(toFile: url, atomically: true, encoding: .utf8)
                let again = try await Self.run(line, in: directory)
                #expect(again.status == 0 && again.output.contains("\"kept\""), "\(again.output)\(again.errors)")
            }
        }

        private static func states(_ json: String) throws -> [String: String] {
            let report = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
            let checks = report?["data"] as? [[String: Any]] ?? []
            return checks.reduce(into: [:]) { states, check in
                if let id = check["id"] as? String { states[id] = check["status"] as? String }
            }
        }
    }
}
