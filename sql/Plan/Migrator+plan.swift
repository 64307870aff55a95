import Postgres

extension Migrator {
    /// Tells what ``up()`` would do, changing nothing and locking nothing.
    ///
    /// - Throws: ``SchemaError/mismatch(_:)`` if an applied step is not ours; a `PostgresError`.
    public func plan() async throws -> MigrationPlan {
        let status = try await self.status()
        guard status.faults.isEmpty else { throw SchemaError.mismatch(status.faults) }
        return try await self.pool.withTransaction { transaction in
            var made: Set<String> = []
            var steps: [MigrationPlan.Step] = []
            for migration in Migration.all where migration.version > status.version {
                var statements: [MigrationPlan.Statement] = []
                for sql in SQLScript.statements(of: migration.up) {
                    let effect = StatementEffect(of: sql)
                    if let table = effect.makes { made.insert(table) }
                    let old = effect.locks.filter { !made.contains($0.table) }
                    var locks: [MigrationPlan.Lock] = []
                    for lock in old {
                        let size = try await Self.size(of: lock.table, in: transaction)
                        locks.append(MigrationPlan.Lock(table: lock.table, lock: lock.lock, size: size))
                    }
                    let isOfNewTable = old.isEmpty && !effect.locks.isEmpty
                    statements.append(
                        MigrationPlan.Statement(
                            sql: sql,
                            locks: locks,
                            risks: isOfNewTable ? [] : effect.risks,
                            isOpaque: effect.isOpaque
                        )
                    )
                }
                steps.append(MigrationPlan.Step(step: migration.label, statements: statements))
            }
            return MigrationPlan(version: status.version, steps: steps)
        }
    }

    /// How large a table is with its indexes and partitions, in bytes. The catalogue is asked by name, for the schema may be
    /// closed to this login.
    private static func size(of table: String, in transaction: Transaction) async throws -> Int64? {
        let parts = table.split(separator: ".").map(String.init)
        guard parts.count == 2 else { return nil }
        let rows = try await transaction.query(
            """
            SELECT pg_total_relation_size(c.oid) + COALESCE((
                SELECT sum(pg_total_relation_size(p.relid)) FROM pg_partition_tree(c.oid) AS p WHERE p.relid <> c.oid
            ), 0)::bigint AS size
            FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname = \(parts[0]) AND c.relname = \(parts[1])
            """
        )
        return try rows.first?.decode("size", as: Int64.self)
    }
}
