import DynamicsSimulator
import Foundation
import HookswitchTesting
import Postgres
import Routing
import Testing

extension JourneyTests {
    /// The README is true: every command on it is executed here, or, where it builds, known to the Makefile.
    @Suite(.timeLimit(.minutes(5))) struct ReadmeTests {
        /// What the page may have in fences: commands, and what they print, write or send.
        private static let languages: Set = ["sh", "text", "http", "yaml"]
        /// What begins a command; outside of `sh` it would be one that nobody tries.
        private static let commandStarts = ["make", "hookswitch", "swift", "curl", "sudo", "apt", "$"]
        /// The command that does not end by itself.
        private static let serve = "hookswitch serve"
        /// A change works on every server within a second; a busy machine may need more.
        private static let patience = Duration.seconds(30)

        @Test func everyCommandWorksInTheOrderOfThePage() async throws {
            let page = try Readme()
            let scenario = try Readme.text("deploy/demo/scenario.yaml")

            try await Installation.run(scenario: scenario) { installation in
                try await TestDatabase.withTestDatabase(isMigrated: false) { secondDatabase in
                    try await installation.withServer(settings: Installation.patient) { server in
                        var walk = try self.walk(
                            in: installation,
                            beside: server,
                            secondDatabase: secondDatabase.url.description
                        )
                        for (index, block) in page.blocks.enumerated() {
                            let shown = page.output(of: index)
                            try await self.follow(block, showing: shown, on: &walk, in: installation, beside: server)
                        }
                    }
                }
            }
        }

        @Test func operatorsChapterShowsWhatCommandsPrint() throws {
            let page = try Readme()
            let commands = page.blocks.filter { $0.language == "sh" }.flatMap(\.lines).joined(separator: "\n")

            #expect(page.blocks.indices.count { page.output(of: $0) != nil } >= 4)
            for command in [
                "token create", "whoami", "tenant apply", "tenant onboard", "tenant verify", "tenant handoff",
                "webhook-key create", "call", "why", "explain", "import", "export", "tenant suspend", "tenant resume",
                "audit export", "audit verify", "privacy find", "privacy erase", "tenant offboard",
            ] {
                #expect(commands.contains("hookswitch \(command)"), "the README does not run hookswitch \(command)")
            }
        }

        @Test func whatIsMadeIsInTheMakefile() throws {
            let page = try Readme()
            let makefile = try Readme.text("Makefile")
            let commands = page.blocks.filter { $0.language == "sh" }.flatMap(\.lines) + page.codeSpans

            let targets = commands.filter { $0.hasPrefix("make ") }.flatMap { $0.split(separator: " ").dropFirst() }

            #expect(Set(targets).isSuperset(of: ["run", "test", "bench"]))
            for target in targets { #expect(makefile.contains("\n\(target): "), "there is no make \(target)") }
        }

        @Test func noCommandEscapes() throws {
            let page = try Readme()

            for block in page.blocks {
                #expect(Self.languages.contains(block.language), "line \(block.line): a fence of \"\(block.language)\"")
                guard block.language != "sh" else { continue }
                for line in block.lines {
                    let start = line.split(separator: " ").first.map(String.init) ?? ""
                    let isCommand = !line.hasPrefix(" ") && Self.commandStarts.contains(start)
                    #expect(!isCommand, "below line \(block.line), outside of sh: \(line)")
                }
            }
        }

        @Test func commandsInProseExist() async throws {
            let page = try Readme()
            let named = page.codeSpans.filter { $0.hasPrefix("hookswitch ") }
                .map { $0.split(separator: " ").dropFirst().prefix { $0.allSatisfy { $0.isLowercase || $0 == "-" } } }
                .map { $0.prefix { !$0.hasPrefix("-") }.map(String.init) }

            try await TemporaryDirectory.withDirectory { directory in
                for words in Set(named) {
                    let help = try await BuiltProgram.hookswitch(
                        words + ["--help"],
                        environment: [:],
                        directory: directory
                    )

                    let isOwnHelp = help.output.contains("USAGE: hookswitch \(words.joined(separator: " "))")
                    #expect(help.status == 0 && isOwnHelp, "there is no hookswitch \(words.joined(separator: " "))")
                }
            }
        }

        @Test func everyOutcomeIsExplained() throws {
            let page = try Readme()

            for outcome in Outcome.allCases {
                #expect(page.codeSpans.contains(outcome.rawValue), "the README does not tell of \(outcome.rawValue)")
            }
        }

        @Test func linksLeadSomewhere() throws {
            let page = try Readme()

            #expect(page.linkedPaths.count > 5)
            for path in page.linkedPaths {
                let isThere = FileManager.default.fileExists(atPath: Readme.repository.appending(path: path).path)
                #expect(isThere, "there is no \(path)")
            }
        }
    }
}

extension JourneyTests.ReadmeTests {
    /// What a server gives only where it is asked for: `calls.tls`.
    private static let optionalMetrics: Set = ["hookswitch_tls_certificate_expiry_timestamp_seconds"]

    @Test func operationsListEveryMetricThatIsThere() async throws {
        let page = try Readme.text("deploy/README.md")
        let rows = page.split(separator: "\n").compactMap { $0.firstMatch(of: /^\| `(hookswitch_[a-z_]+)`/) }
        let listed = Set(rows.map { String($0.output.1) })

        let metrics = try await Installation.run { installation in
            try await installation.withServer { server in
                try await Web.get("http://127.0.0.1:\(server.ports.operations)/metrics").body
            }
        }

        let names = metrics.split(separator: "\n").filter { $0.hasPrefix("# HELP hookswitch_") }
        let given = Set(names.map { String($0.split(separator: " ")[2]) })
        #expect(given.subtracting(listed) == [], "deploy/README.md does not list them")
        #expect(
            listed.subtracting(given).subtracting(Self.optionalMetrics) == [],
            "deploy/README.md lists what is not"
        )
    }
}

extension JourneyTests.ReadmeTests {
    /// A newcomer beside a running server, as `make run` leaves one.
    private func walk(
        in installation: Installation,
        beside server: RunningServer,
        secondDatabase: String
    ) throws -> ReadmeWalk {
        // The key ring, the spool and the database are the page's own to name.
        let own = [
            "HOOKSWITCH_DATABASE_URL", "HOOKSWITCH_KEYRING_FILE", "HOOKSWITCH_SPOOL_DIRECTORY",
            "ACME_SECRET",
        ]
        var environment = installation.environment.filter { !own.contains($0.key) }
        environment["HOOKSWITCH_URL"] = "http://127.0.0.1:\(server.ports.admin)"
        // The page shows a terminal's width; what goes into a pipe is whole.
        environment["COLUMNS"] = "80"
        let substitutions = [
            ("https://127.0.0.1:18443", "https://127.0.0.1:\(installation.simulator.port)"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:\(server.ports.calls)"),
            ("postgresql://hookswitch@db.example.com/hookswitch?sslmode=verify-full", secondDatabase),
        ]
        let text = try Readme.text("README.md")
        for (page, _) in substitutions { #expect(text.contains(page), "the README has no \(page) any more") }
        return try ReadmeWalk(
            in: installation.directory + "/clone",
            token: installation.token,
            environment: environment,
            substitutions: substitutions
        )
    }

    private func follow(
        _ block: Readme.Block,
        showing shown: Readme.Block?,
        on walk: inout ReadmeWalk,
        in installation: Installation,
        beside server: RunningServer
    ) async throws {
        if block.language == "yaml" { try walk.save(block) }
        guard block.language == "sh" else { return }
        // `whatIsMadeIsInTheMakefile` looks after these: a build within a test would take minutes.
        let lines = block.lines.filter { !$0.hasPrefix("make ") }
        guard !lines.isEmpty else { return }
        if lines == [Self.serve] {
            try await self.serve(walk, in: installation)
            return
        }
        #expect(!lines.contains(Self.serve), "line \(block.line): it does not end, so it needs a block of its own")

        let result = try await walk.run(lines)

        #expect(
            result.status == 0,
            "the block in line \(block.line) ends with \(result.status)\n\(result.output)\n\(result.errors)"
        )
        let printed = ReadmeShape(of: result.output + result.errors)
        if let shown, let line = printed.missing(from: shown.lines) {
            Issue.record("line \(shown.line) shows \"\(line)\", which is not in:\n\(result.output)\(result.errors)")
        }
        try await self.awaitEffect(on: server)
    }

    /// Starts a server with all that the page has set up, and stops it.
    private func serve(_ walk: ReadmeWalk, in installation: Installation) async throws {
        let ports = FreePort.find(3)
        let listeners = [
            "HOOKSWITCH_CALLS_LISTEN": "127.0.0.1:\(ports[0])",
            "HOOKSWITCH_ADMIN_LISTEN": "127.0.0.1:\(ports[1])",
            "HOOKSWITCH_OPERATIONS_LISTEN": "127.0.0.1:\(ports[2])",
        ]
        let server = try await RunningServer(
            environment: walk.environment.merging(listeners) { $1 },
            ports: (ports[0], ports[1], ports[2]),
            log: URL(filePath: walk.directory).appending(path: "serve.log")
        )

        let status = await server.stop()

        #expect(status == 0)
    }

    /// Waits until the server has read what a block changed and has shipped what it decided, as the page says it does.
    private func awaitEffect(on server: RunningServer) async throws {
        let begin = ContinuousClock.now
        while ContinuousClock.now - begin < Self.patience {
            let asked = ContinuousClock.now
            let metrics = try await Web.get("http://127.0.0.1:\(server.ports.operations)/metrics").body
            let age = Self.value(of: "hookswitch_snapshot_age_seconds", in: metrics)
            let spooled = Self.value(of: "hookswitch_decision_buffer_entries", in: metrics)
            if let age, .seconds(age) < asked - begin, spooled == 0 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the server has not read its tenants or not shipped its decisions in \(Self.patience)")
    }

    private static func value(of metric: String, in text: String) -> Double? {
        let line = text.split(separator: "\n").first { $0.hasPrefix(metric + " ") }
        return line.flatMap { Double($0.dropFirst(metric.count + 1)) }
    }
}
