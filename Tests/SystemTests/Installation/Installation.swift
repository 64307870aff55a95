import DynamicsSimulator
import Foundation
import HookswitchTesting
import Logging
import Postgres

/// Everything that an operator has: a database, a key ring, a spool, Microsoft's simulator, and the built program.
struct Installation: Sendable {
    /// Where everything is kept.
    let directory: String
    /// Microsoft.
    let simulator: Simulator
    /// The database's own connections, for tests that look behind the doors.
    let pool: ConnectionPool
    /// The database server, of this installation alone if it asked for that.
    let postgres: PrivateServer
    /// What every command is given.
    let environment: [String: String]
    /// An API token of an admin.
    let token: String

    /// Makes an installation for as long as `body` runs.
    ///
    /// - Parameters:
    ///   - scenario: What the simulator plays, in YAML.
    ///   - hasOwnPostgres: Whether the database server is this installation's alone, so that it may be stopped.
    static func run<Result: Sendable>(
        scenario: String = Scenarios.finland,
        hasOwnPostgres: Bool = false,
        _ body: (Installation) async throws -> Result
    ) async throws -> Result {
        try await TemporaryDirectory.withDirectory { directory in
            let simulator = try await Simulator.start(scenario: try Scenario(yaml: scenario), host: "0.0.0.0")
            let outcome: Swift.Result<Result, any Error>
            do {
                outcome = .success(
                    try await Self.withPostgres(isOwn: hasOwnPostgres) { postgres, database, pool in
                        let installation = try await Self.make(directory, simulator, postgres, database, pool)
                        return try await body(installation)
                    }
                )
            } catch {
                outcome = .failure(error)
            }
            try await simulator.shutdown()
            return try outcome.get()
        }
    }

    private static func withPostgres<Result: Sendable>(
        isOwn: Bool,
        _ body: (PrivateServer, DatabaseURL, ConnectionPool) async throws -> Result
    ) async throws -> Result {
        guard isOwn else {
            return try await TestDatabase.withTestDatabase(isMigrated: false) { database in
                try await body(database.server, database.url, database.pool)
            }
        }
        let logger = Logger(label: "test server") { _ in SwiftLogNoOpLogHandler() }
        let server = try await PrivateServer.ephemeral(logger: logger)
        let pool = ConnectionPool(url: server.url(), logger: logger)
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await body(server, server.url(), pool))
        } catch {
            outcome = .failure(error)
        }
        await pool.shutdown()
        try await server.stop(.immediate)
        return try outcome.get()
    }

    private static func make(
        _ directory: String,
        _ simulator: Simulator,
        _ postgres: PrivateServer,
        _ database: DatabaseURL,
        _ pool: ConnectionPool
    ) async throws -> Installation {
        let authority = directory + "/ca.pem"
        try simulator.certificateAuthorityPEM.write(toFile: authority, atomically: true, encoding: .utf8)
        // Environments are told apart by the address that is called, for there is no DNS here.
        let hosts = ["127.0.0.1"] + (11...18).map { "127.0.0.\($0)" }
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOOKSWITCH_CONFIG": "",
            "HOOKSWITCH_DATABASE_URL": database.description,
            "HOOKSWITCH_KEYRING_FILE": directory + "/keyring",
            "HOOKSWITCH_SPOOL_DIRECTORY": directory + "/spool",
            "HOOKSWITCH_ENTRA_AUTHORITY": "https://127.0.0.1:\(simulator.port)",
            "HOOKSWITCH_TRUST_ROOTS_FILE": authority,
            "HOOKSWITCH_EGRESS_ALLOW": hosts.map { "\($0):\(simulator.port)" }.joined(separator: ","),
            "HOOKSWITCH_ENVIRONMENT": "development",
            "ACME_SECRET": "client-secret-of-the-scenario",
        ].filter { !$0.value.isEmpty }
        let setUp = [
            ["keyring", "create", directory + "/keyring"], ["migrate", "up"],
            ["token", "create", "--name", "tests", "--role", "admin"],
        ]
        var token = ""
        for arguments in setUp {
            let result = try await BuiltProgram.hookswitch(arguments, environment: environment, directory: directory)
            guard result.status == 0 else {
                throw RunningServer.Failure(description: "\(arguments): exit \(result.status)\n\(result.errors)")
            }
            token = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return Installation(
            directory: directory,
            simulator: simulator,
            pool: pool,
            postgres: postgres,
            environment: environment,
            token: token
        )
    }
}
