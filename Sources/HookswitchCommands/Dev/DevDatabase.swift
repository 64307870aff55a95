import Foundation
import Logging
import Postgres
import Schema

/// The private Postgres of a development server, with a database of ours in it.
struct DevDatabase: Sendable {
    /// The database's name.
    private static let name = "hookswitch"
    /// What Postgres says of a database that exists: `duplicate_database`.
    private static let duplicateDatabase = "42P04"

    /// The server.
    let server: PrivateServer
    private let logger: Logger

    /// Names the server; ``start()`` starts it.
    init(directory: DevDirectory, logger: Logger) async throws {
        self.server = try await PrivateServer(directory: directory.postgres, logger: logger)
        self.logger = logger
    }

    /// The database for `HOOKSWITCH_DATABASE_URL`.
    var url: String {
        // Everything but letters and digits is escaped: a path may have spaces, and a slash ends a host.
        let host = self.server.socketDirectory.addingPercentEncoding(withAllowedCharacters: .alphanumerics)
        let user = self.server.url().option("user") ?? "postgres"
        let port = self.server.url().option("port") ?? "5432"
        return "postgresql://\(user)@\(host ?? ""):\(port)/\(Self.name)"
    }

    /// Starts the server and makes the database if it is missing.
    func start() async throws {
        try await self.server.start()
        do {
            try await self.server.createDatabase(Self.name)
        } catch {
            guard error.sqlState?.code == Self.duplicateDatabase else { throw error }
        }
    }

    /// Brings the schema up.
    ///
    /// - Returns: The schema's version, and how many steps were applied now.
    func migrate() async throws -> (version: Int32, appliedCount: Int) {
        try await InstallationDatabase.withPool(
            url: try DatabaseURL(parsing: self.url),
            logger: self.logger
        ) { pool in
            let migrator = Migrator(pool: pool)
            let applied = try await migrator.up()
            return (try await migrator.status().version, applied.count)
        }
    }

    /// Stops the server, whoever started it: nobody else has business in this directory.
    func stop() async throws {
        try await self.server.stop()
    }

    /// Removes the server with all its data.
    func remove() async throws {
        try await self.server.stop()
        do {
            try FileManager.default.removeItem(atPath: self.server.directory)
        } catch {
            throw CommandFailure(
                .failed,
                code: "dev_directory",
                "\(self.server.directory) cannot be removed",
                why: [(error as NSError).localizedDescription]
            )
        }
    }
}
