import FoundationEssentials
import Glibc
import Testing

@testable import Postgres

/// PgBouncer between us and the server, giving each transaction whatever session is free.
@Suite(.timeLimit(.minutes(2))) struct TransactionPoolerTests {
    static let program = "/usr/sbin/pgbouncer"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: Self.program)))
    func settingsOfOneTransactionDoNotReachTheNext() async throws {
        let server = try await SharedServer.get()
        try await self.withPooler(server) { url in
            var configuration = PoolConfiguration()
            configuration.preparesStatements = false
            configuration.leaseTimeout = .seconds(30)
            configuration.connectTimeout = .seconds(30)
            let pool = ConnectionPool(url: url, configuration: configuration, logger: SharedServer.logger)
            let question: Query = "SELECT current_user::text, coalesce(current_setting('hookswitch.tenant', true), '')"

            let answers = try await withThrowingTaskGroup(of: [[String]].self) { group in
                for number in 0..<40 {
                    group.addTask {
                        let prologue = TransactionPrologue([
                            "SET LOCAL ROLE pg_monitor",
                            "SELECT set_config('hookswitch.tenant', \(String(number)), true)",
                        ])
                        let inside = try await pool.withTransaction(prologue) { try await $0.query(question) }
                        let outside = try await pool.withTransaction { try await $0.query(question) }
                        return try (inside + outside).map { [try $0.decode(0), try $0.decode(1)] } + [["\(number)"]]
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            for answer in answers {
                #expect(answer[0] == ["pg_monitor"] + answer[2])
                #expect(answer[1] == ["postgres", ""])
            }
            await pool.shutdown()
        }
    }

    /// Runs PgBouncer with one server connection, as the server's own account: it too refuses root.
    private func withPooler(_ server: PrivateServer, _ body: (DatabaseURL) async throws -> Void) async throws {
        let directory = "\(server.socketDirectory)/pooler"
        let settings = """
            [databases]
            * = host=\(server.socketDirectory) port=5432 user=postgres
            [pgbouncer]
            listen_addr =
            unix_socket_dir = \(directory)
            listen_port = 6432
            auth_type = any
            pool_mode = transaction
            default_pool_size = 1
            ignore_startup_parameters = extra_float_digits
            logfile = \(directory)/log
            pidfile = \(directory)/pid
            """
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        chown(directory, server.account.userID, server.account.groupID)
        try Data(settings.utf8).write(to: URL(filePath: "\(directory)/settings"))
        let command = server.account.command([Self.program, "--daemon", "\(directory)/settings"])
        let outcome = try await DedicatedThread.run { () throws(PostgresError) in
            try ChildProcess.run(command, until: .now + .seconds(30))
        }
        #expect(outcome.code == 0, "\(outcome.output)")
        defer {
            let contents = FileManager.default.contents(atPath: "\(directory)/pid") ?? Data()
            let process = pid_t(String(decoding: contents, as: UTF8.self).filter(\.isNumber))
            if let process, process > 1 { kill(process, SIGTERM) }
        }
        let url = try DatabaseURL(parsing: "host=\(directory) port=6432 user=postgres dbname=postgres")
        // The daemon goes into the background before it listens.
        try await SharedServer.until { FileManager.default.fileExists(atPath: "\(directory)/.s.PGSQL.6432") }
        try await body(url)
    }
}
