public import Postgres

/// Brings a database's schema up, tells how it stands, and undoes a step.
///
/// Each step is a transaction of its own under an advisory lock: two migrators wait for each other, a step that fails leaves
/// nothing of itself behind, and what a step locks is free again before the next one begins. Steps before it stay.
public struct Migrator: Sendable {
    /// The advisory lock's number: "hookswit" in ASCII, so that it meets no other program's.
    private static let lock: Int64 = 0x686f_6f6b_7377_6974

    /// How long a step waits for a table. What waits for a table holds up all who ask for it after: behind one long reader,
    /// such as a backup, nobody could write decisions.
    private static let lockPatience = "5s"

    let pool: ConnectionPool

    /// Makes a migrator.
    ///
    /// - Parameter pool: Connections of a login with the role `hookswitch_migrate`. The first step makes the roles; in a
    ///   database that lacks it the login must be one that may make roles and schemas, such as the database's owner
    ///   with `CREATEROLE`.
    public init(pool: ConnectionPool) {
        self.pool = pool
    }

    /// Tells how the database stands, changing nothing.
    public func status() async throws -> SchemaStatus {
        try await self.pool.withTransaction { transaction in
            try await Self.status(in: transaction)
        }
    }

    /// Applies every step that the database lacks.
    ///
    /// - Parameter observe: Told of each step once it is applied.
    /// - Returns: The steps applied, as `NNNN_name`, in order; those that another migrator applied meanwhile are not among
    ///   them.
    /// - Throws: ``SchemaError/mismatch(_:)`` if an applied step is not ours; ``SchemaError/tableInUse`` if somebody held a
    ///   table for too long; a `PostgresError` if a step fails. The steps before it stay applied.
    @discardableResult
    public func up(_ observe: @Sendable (String) -> Void = { _ in }) async throws -> [String] {
        var applied: [String] = []
        while let label = try await self.upOnce() {
            applied.append(label)
            observe(label)
        }
        return applied
    }

    /// Applies the next step that the database lacks: which, it looks under the lock.
    ///
    /// - Returns: The step; `nil` if the database lacks none.
    private func upOnce() async throws -> String? {
        try await self.withLock { transaction in
            try await Self.makeRecord(in: transaction)
            let status = try await Self.status(in: transaction)
            guard status.faults.isEmpty else { throw SchemaError.mismatch(status.faults) }
            if status.version > 0 { try await Self.giveRecordToOwner(in: transaction) }
            guard let migration = Migration.all.first(where: { $0.version > status.version }) else { return nil }
            try await transaction.run(script: migration.up)
            try await transaction.run(script: "RESET ROLE")
            // The first step has made the owner only now.
            try await Self.giveRecordToOwner(in: transaction)
            try await Self.change(
                """
                INSERT INTO hookswitch_schema.migration (version, name, checksum)
                VALUES (\(migration.version), \(migration.name), \(migration.checksum))
                """,
                in: transaction
            )
            return migration.label
        }
    }

    /// Undoes the newest step.
    ///
    /// - Returns: The step undone, as `NNNN_name`.
    /// - Throws: ``SchemaError`` if there is none, it is not ours, or somebody held a table for too long.
    @discardableResult
    public func down() async throws -> String {
        try await self.withLock { transaction in
            let status = try await Self.status(in: transaction)
            guard status.faults.isEmpty else { throw SchemaError.mismatch(status.faults) }
            guard let migration = Migration.all.last(where: { $0.version == status.version }) else {
                throw SchemaError.nothingToUndo
            }
            try await Self.giveRecordToOwner(in: transaction)
            // The owner undoes what it owns, also where the login does not inherit its rights.
            try await transaction.run(script: "SET LOCAL ROLE hookswitch_owner")
            try await transaction.run(script: migration.down)
            try await transaction.run(script: "RESET ROLE")
            try await Self.change(
                "DELETE FROM hookswitch_schema.migration WHERE version = \(migration.version)",
                in: transaction
            )
            return migration.label
        }
    }

    /// Works alone among migrators, for whom it waits, but not long for anybody else.
    private func withLock<Value: Sendable>(
        _ work: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        do {
            return try await self.pool.withTransaction { transaction in
                _ = try await transaction.query("SELECT pg_advisory_xact_lock(\(Self.lock))")
                _ = try await transaction.query("SELECT set_config('lock_timeout', \(Self.lockPatience), true)")
                return try await work(transaction)
            }
        } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
            throw SchemaError.tableInUse
        }
    }

    private static func status(in transaction: Transaction) async throws -> SchemaStatus {
        guard try await Self.hasRecord(in: transaction) else {
            return SchemaStatus(version: 0, pending: Migration.all.map(\.label), faults: [])
        }

        let rows = try await transaction.query(
            "SELECT version, name, checksum FROM hookswitch_schema.migration ORDER BY version"
        )
        var version: Int32 = 0
        var faults: [SchemaStatus.Fault] = []
        for row in rows {
            version = try row.decode("version", as: Int32.self)
            let name = try row.decode("name", as: String.self)
            let checksum = try row.decode("checksum", as: String.self)
            if let known = Migration.all.first(where: { $0.version == version }) {
                if known.checksum != checksum { faults.append(.changed(version: version, name: name)) }
            } else {
                faults.append(.unknown(version: version, name: name))
            }
        }
        let newest = version
        let pending = Migration.all.filter { $0.version > newest }.map(\.label)
        return SchemaStatus(version: newest, pending: pending, faults: faults)
    }
}

extension Migration {
    /// The step's file name without its ending: `0002_tenant`.
    public var label: String {
        let digits = String(self.version)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + self.name
    }
}
