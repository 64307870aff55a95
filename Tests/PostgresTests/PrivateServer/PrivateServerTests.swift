import FoundationEssentials
import Glibc
import Testing

@testable import Postgres

@Suite(.serialized, .timeLimit(.minutes(3))) struct PrivateServerTests {
    private var configuration: PrivateServerConfiguration {
        var configuration = PrivateServerConfiguration()
        configuration.durability = .none
        return configuration
    }

    /// Lends a directory path that is removed afterwards, with whatever runs in it.
    private func withDirectory(_ name: String = "server", _ body: (String) async throws -> Void) async throws {
        let parent = "/tmp/private-server-test-\(UInt32.random(in: 0 ... .max))"
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body("\(parent)/\(name)"))
        } catch {
            outcome = .failure(error)
        }
        Postmaster.end(data: "\(parent)/\(name)/data", signal: SIGQUIT, until: .now + .seconds(10))
        try FileManager.default.removeItem(atPath: parent)
        try outcome.get()
    }

    private func make(_ directory: String) async throws -> PrivateServer {
        try await PrivateServer(directory: directory, configuration: self.configuration, logger: SharedServer.logger)
    }

    private func value(_ server: PrivateServer, _ query: Query) async throws -> String {
        try await SharedServer.withPool(on: server) { pool in
            try await pool.withConnection { try #require(try await $0.query(query).first).decode(0) }
        }
    }

    @Test func aSecondProcessFindsWhatTheFirstStarted() async throws {
        try await self.withDirectory("it's a place; å") { directory in
            let first = try await self.make(directory)
            try await first.start()
            try await first.createDatabase("my \"data\"")
            let second = try await self.make(directory)
            try await second.start()

            #expect(first.wasStartedHere)
            #expect(!second.wasStartedHere)
            #expect(try await self.value(second, "SELECT current_setting('listen_addresses')") == "")
            #expect(try await self.value(second, "SELECT current_setting('log_parameter_max_length_on_error')") == "0")
            try await second.stop()
            try await second.stop()
            try await first.start()
            let kept = try await self.value(
                first,
                "SELECT count(*)::text FROM pg_database WHERE datname = \("my \"data\"")"
            )
            #expect(kept == "1")
            try await first.dropDatabase("my \"data\"")
            try await first.dropDatabase("my \"data\"")
        }
    }

    @Test func itStartsAfterACrashWhoseProcessNumberIsAnotherProgramsNow() async throws {
        try await self.withDirectory { directory in
            let server = try await self.make(directory)
            try await server.start()
            let path = "\(server.layout.data)/postmaster.pid"
            let contents = try #require(FileManager.default.contents(atPath: path))
            Postmaster.end(data: server.layout.data, signal: SIGKILL, until: .now + .seconds(10))
            let text = String(decoding: contents, as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let stale = (["\(getpid())"] + lines.dropFirst().map(String.init)).joined(separator: "\n")
            try Data(stale.utf8).write(to: URL(filePath: path))
            try Data(stale.utf8).write(to: URL(filePath: "\(server.socketDirectory)/.s.PGSQL.5432.lock"))

            try await SharedServer.until { await SharedServer.error { try await server.start() } == nil }

            #expect(try await self.value(server, "SELECT 'alive'") == "alive")
        }
    }

    @Test func aLongPathGetsAShortSocket() async throws {
        try await self.withDirectory(String(repeating: "long", count: 30)) { directory in
            let server = try await self.make(directory)
            try await server.start()

            #expect(server.socketDirectory.utf8.count < 100)
            #expect(try await self.value(server, "SELECT 'short'") == "short")
            try await server.stop()
            try FileManager.default.removeItem(atPath: server.socketDirectory)
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func aPlaceItsAccountCannotReachIsReplaced() async throws {
        try await self.withDirectory("closed/server") { directory in
            let closed = directory.split(separator: "/").dropLast().map(String.init).joined(separator: "/")
            try FileManager.default.createDirectory(
                atPath: "/" + closed,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )

            let server = try await self.make(directory)
            let again = try await self.make(directory)

            #expect(server.isElsewhere)
            #expect(server.directory.hasPrefix("/var/tmp/"))
            #expect(again.directory == server.directory)
            try FileManager.default.removeItem(atPath: server.directory)
        }
    }

    @Test(arguments: ["a\"b", "a$b", "a`b", "a\\b", "a,b", "a\nb"])
    func aPathThatAShellWouldReadIsRefused(name: String) async {
        let error = await SharedServer.error { try await self.make("/tmp/\(name)/server") }

        #expect(error?.kind == .privateServer)
        #expect(!FileManager.default.fileExists(atPath: "/tmp/\(name)"))
    }

    @Test func itsLogHasNoValuesInIt() async throws {
        try await self.withDirectory { directory in
            let server = try await self.make(directory)
            try await server.start()
            try await SharedServer.withPool(on: server) { pool in
                try await pool.withConnection { connection in
                    try await connection.run(script: "CREATE TABLE t (a text CONSTRAINT t_short CHECK (length(a) < 3))")
                    let canary = "+358401234567"
                    for query in ["INSERT INTO t VALUES (\(canary))", "SELECT \(canary)::text::int"] as [Query] {
                        let error = await SharedServer.error { _ = try await connection.query(query) }
                        #expect(error != nil)
                        #expect(error?.description.contains(canary) == false)
                    }
                }
            }

            let log = try #require(FileManager.default.contents(atPath: server.logFile))
            let text = String(decoding: log, as: UTF8.self)
            #expect(text.contains("ready to accept connections"))
            #expect(!text.contains("358401234567"))
        }
    }

    @Test func aMissingVersionNamesItsPackage() {
        let error = #expect(throws: PostgresError.self) {
            try ServerBinaries.find(majorVersion: 7, path: "/nowhere")
        }
        let any = #expect(throws: PostgresError.self) { try ServerBinaries.find(in: "/nowhere", path: "") }

        #expect(error?.description.contains("apt-get install postgresql-7") == true)
        #expect(any?.description.contains("apt-get install postgresql-15") == true)
    }
}
