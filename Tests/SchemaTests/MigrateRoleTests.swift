import Logging
import Postgres
@testable import Schema
import Testing

/// Who may change the schema. On a server of its own: whoever made the roles of a cluster has rights that others lack.
@Suite(.timeLimit(.minutes(3))) struct MigrateRoleTests {
    private static let logger = Logger(label: "migrate role tests") { _ in SwiftLogNoOpLogHandler() }
    private static let database = "hookswitch"

    /// Lends connections of one login.
    private func withPool(
        as login: String,
        on server: PrivateServer,
        database: String = Self.database,
        _ body: (ConnectionPool) async throws -> Void
    ) async throws {
        var configuration = PoolConfiguration()
        // A busy machine must not decide what a test finds.
        configuration.leaseTimeout = .seconds(30)
        configuration.connectTimeout = .seconds(30)
        configuration.statementTimeout = .seconds(60)
        let pool = ConnectionPool(
            url: try DatabaseURL(parsing: "host=\(server.socketDirectory) port=5432 user=\(login) dbname=\(database)"),
            configuration: configuration,
            logger: Self.logger
        )
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body(pool))
        } catch {
            outcome = .failure(error)
        }
        await pool.shutdown()
        try outcome.get()
    }

    private func run(_ script: String, on server: PrivateServer, as login: String, in database: String) async throws {
        try await self.withPool(as: login, on: server, database: database) { pool in
            try await pool.withConnection { try await $0.run(script: script) }
        }
    }

    /// A server whose database a login may set up that has the rights of `deploy/README.md` and no others.
    private func server() async throws -> PrivateServer {
        let server = try await PrivateServer.ephemeral(logger: Self.logger)
        try await self.run("CREATE ROLE creator LOGIN CREATEROLE", on: server, as: "postgres", in: "postgres")
        try await self.run("CREATE DATABASE \(Self.database) OWNER creator", on: server, as: "postgres", in: "postgres")
        return server
    }

    @Test func theMigrateRoleIsEnoughOnceTheSchemaIsSetUp() async throws {
        let server = try await self.server()
        try await self.withPool(as: "creator", on: server) { pool in
            #expect(try await Migrator(pool: pool).up() == MigratorTests.labels)
            try await pool.withConnection { connection in
                try await connection.run(
                    script: """
                        CREATE ROLE colleague LOGIN;
                        CREATE ROLE stranger LOGIN;
                        CREATE ROLE formal LOGIN NOINHERIT;
                        GRANT hookswitch_migrate TO colleague, formal;
                        """
                )
            }
        }

        for login in ["colleague", "formal"] {
            try await self.withPool(as: login, on: server) { pool in
                let migrator = Migrator(pool: pool)
                let nothing = try await migrator.up()
                var undone: [String] = []
                for _ in MigratorTests.labels.dropFirst() { undone.append(try await migrator.down()) }
                let applied = try await migrator.up()

                #expect(nothing == [])
                #expect(applied == Array(MigratorTests.labels.dropFirst()))
                #expect(undone == applied.reversed())
                #expect(try await migrator.status().isCurrent)
            }
        }
        try await self.withPool(as: "stranger", on: server) { pool in
            let status = try await Migrator(pool: pool).status()
            let error = await #expect(throws: PostgresError.self) { try await Migrator(pool: pool).down() }

            #expect(status.isCurrent)
            #expect(error?.sqlState == .insufficientPrivilege)
        }
        try await server.stop(.immediate)
    }

    @Test func aRecordThatItsFirstLoginStillOwnsIsHandedOver() async throws {
        let server = try await self.server()
        try await self.withPool(as: "creator", on: server) { pool in
            try await Migrator(pool: pool).up()
            try await pool.withConnection { connection in
                try await connection.run(
                    script: """
                        ALTER SCHEMA hookswitch_schema OWNER TO creator;
                        ALTER TABLE hookswitch_schema.migration OWNER TO creator;
                        CREATE ROLE colleague LOGIN;
                        GRANT hookswitch_migrate TO colleague;
                        """
                )
            }
            #expect(try await Migrator(pool: pool).up() == [])
        }

        try await self.withPool(as: "colleague", on: server) { pool in
            let newest = try #require(MigratorTests.labels.last)
            #expect(try await Migrator(pool: pool).down() == newest)
            #expect(try await Migrator(pool: pool).up() == [newest])
        }
        try await server.stop(.immediate)
    }
}
