import Foundation
import HookswitchTesting
import Postgres
@testable import Schema
import Testing

@Suite struct MigratorTests {
    static let labels = Migration.all.map(\.label)

    /// All that the schema consists of, as text: tables, columns, constraints, indexes, policies, grants and functions.
    private static func catalogue(_ pool: ConnectionPool) async throws -> [String] {
        try await pool.withTransaction { transaction in
            try await transaction.query(
                """
                SELECT line FROM (
                    SELECT format('%s %s %s %s %s', relkind, relname, relrowsecurity, relforcerowsecurity, relacl)
                    FROM pg_class WHERE relnamespace = 'hookswitch'::regnamespace
                    UNION ALL
                    SELECT format('%s.%s %s %s %s', attrelid::regclass, attname, atttypid::regtype, attnotnull, attacl)
                    FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
                    WHERE c.relnamespace = 'hookswitch'::regnamespace AND attnum > 0 AND NOT attisdropped
                    UNION ALL
                    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
                    WHERE connamespace = 'hookswitch'::regnamespace
                    UNION ALL
                    SELECT tablename || ' ' || policyname || ' ' || roles::text || coalesce(qual, '') FROM pg_policies
                    UNION ALL
                    SELECT proname || ' ' || prosrc || coalesce(proacl::text, '') FROM pg_proc
                    WHERE pronamespace = 'hookswitch'::regnamespace
                ) AS lines (line) ORDER BY line
                """
            ).map { try $0.decode("line", as: String.self) }
        }
    }

    private static func withEmptyDatabase(_ body: (ConnectionPool) async throws -> Void) async throws {
        try await TestDatabase.withTestDatabase(isMigrated: false) { try await body($0.pool) }
    }

    @Test func upAppliesEveryStepInOrderAndASecondTimeNone() async throws {
        try await Self.withEmptyDatabase { pool in
            let migrator = Migrator(pool: pool)
            #expect(try await migrator.status() == SchemaStatus(version: 0, pending: Self.labels, faults: []))

            let first = try await migrator.up()
            let before = try await Self.catalogue(pool)
            let second = try await migrator.up()

            #expect(first == Self.labels)
            #expect(second == [])
            #expect(try await Self.catalogue(pool) == before)
            #expect(try await migrator.status().isCurrent)
        }
    }

    @Test func downUndoesStepByStepToNothingAndUpMakesTheSameAgain() async throws {
        try await Self.withEmptyDatabase { pool in
            let migrator = Migrator(pool: pool)
            try await migrator.up()
            let before = try await Self.catalogue(pool)

            for label in Self.labels.reversed() { #expect(try await migrator.down() == label) }
            #expect(try await migrator.status().version == 0)
            await #expect(throws: SchemaError.nothingToUndo) { try await migrator.down() }
            try await migrator.up()

            #expect(try await Self.catalogue(pool) == before)
        }
    }

    @Test func eachStepCanBeUndoneAndMadeAgainFromWhereItStands() async throws {
        try await Self.withEmptyDatabase { pool in
            let migrator = Migrator(pool: pool)
            try await migrator.up()
            let before = try await Self.catalogue(pool)

            for count in 1...Self.labels.count {
                for _ in 0..<count { try await migrator.down() }
                #expect(try await migrator.up() == Array(Self.labels.suffix(count)))
                #expect(try await Self.catalogue(pool) == before)
            }
        }
    }

    @Test func migratorsAtTheSameTimeApplyEachStepOnce() async throws {
        try await Self.withEmptyDatabase { pool in
            let applied: [[String]] = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 { group.addTask { try await Migrator(pool: pool).up() } }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            // Each step is somebody's, and nobody's twice.
            #expect(applied.flatMap(\.self).sorted() == Self.labels)
        }
    }

    @Test func aStepThatWasAppliedFromOtherStatementsIsRefused() async throws {
        try await TestDatabase.withDatabase { pool in
            try await pool.withTransaction { transaction in
                try await transaction.run(
                    script: "UPDATE hookswitch_schema.migration SET checksum = 'x' WHERE version = 2"
                )
            }
            let migrator = Migrator(pool: pool)
            let faults: [SchemaStatus.Fault] = [.changed(version: 2, name: "tenant")]

            #expect(try await migrator.status().faults == faults)
            await #expect(throws: SchemaError.mismatch(faults)) { try await migrator.up() }
            await #expect(throws: SchemaError.mismatch(faults)) { try await migrator.down() }
        }
    }

    @Test func aDatabaseThatIsNewerIsRefused() async throws {
        try await TestDatabase.withDatabase { pool in
            try await pool.withTransaction { transaction in
                try await transaction.run(
                    script:
                        "INSERT INTO hookswitch_schema.migration (version, name, checksum) VALUES (9999, 'later', 'x')"
                )
            }
            let migrator = Migrator(pool: pool)
            let faults: [SchemaStatus.Fault] = [.unknown(version: 9999, name: "later")]

            #expect(try await !migrator.status().isCurrent)
            await #expect(throws: SchemaError.mismatch(faults)) { try await migrator.up() }
            await #expect(throws: SchemaError.mismatch(faults)) { try await migrator.down() }
        }
    }

    @Test func aTableThatSomebodyHoldsIsNotWaitedForLong() async throws {
        try await TestDatabase.withDatabase { pool in
            let before = try await Migrator(pool: pool).status()
            try await pool.withTransaction { transaction in
                // As a backup reads it.
                try await transaction.run(script: "LOCK TABLE hookswitch.tenant IN ACCESS SHARE MODE")
                let clock = ContinuousClock()
                let begin = clock.now

                await #expect(throws: SchemaError.tableInUse) {
                    // Some step on the way down drops the table's columns, policies or the table.
                    for _ in Self.labels { try await Migrator(pool: pool).down() }
                }

                #expect(begin.duration(to: clock.now) < .seconds(30))
            }
            // What was undone before it met the table stays undone, whole steps only.
            let migrator = Migrator(pool: pool)
            #expect(try await migrator.status().faults.isEmpty)
            try await migrator.up()
            #expect(try await migrator.status().version == before.version)
        }
    }

    @Test func aStepThatFailsLeavesNothingOfItselfBehindAndKeepsThoseBefore() async throws {
        try await Self.withEmptyDatabase { pool in
            // The third step makes a type of this name.
            try await pool.withTransaction { transaction in
                try await transaction.run(
                    script: """
                        CREATE FUNCTION public.spoil() RETURNS event_trigger LANGUAGE plpgsql AS $$
                        BEGIN
                            IF EXISTS (SELECT FROM pg_type WHERE typname = 'outcome') THEN RAISE EXCEPTION 'spoilt'; END IF;
                        END $$;
                        CREATE EVENT TRIGGER spoil ON ddl_command_end EXECUTE FUNCTION public.spoil();
                        """
                )
            }

            await #expect(throws: PostgresError.self) { try await Migrator(pool: pool).up() }

            let status = try await Migrator(pool: pool).status()
            #expect(status.version == 2)
            #expect(status.pending == Array(Self.labels.dropFirst(2)))
            let isThere = try await pool.withTransaction { transaction in
                try await transaction.query("SELECT to_regclass('hookswitch.decision') IS NOT NULL AS found").first?
                    .decode("found", as: Bool.self)
            }
            #expect(isThere == false)
            try await pool.withTransaction { try await $0.run(script: "DROP EVENT TRIGGER spoil") }
            #expect(try await Migrator(pool: pool).up() == Array(Self.labels.dropFirst(2)))
        }
    }
}
