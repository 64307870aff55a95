import Postgres

/// The record of applied steps, `hookswitch_schema.migration`: everybody may read it, `hookswitch_owner` owns it.
extension Migrator {
    /// Makes the record, unless it is there: even `IF NOT EXISTS` asks for rights that only the first login needs.
    static func makeRecord(in transaction: Transaction) async throws {
        guard try await !Self.hasRecord(in: transaction) else { return }
        try await transaction.run(
            script: """
                CREATE SCHEMA IF NOT EXISTS hookswitch_schema;
                CREATE TABLE hookswitch_schema.migration (
                    version integer NOT NULL, name text NOT NULL, checksum text NOT NULL,
                    applied_at timestamptz NOT NULL DEFAULT now(),
                    CONSTRAINT migration_pkey PRIMARY KEY (version)
                );
                GRANT USAGE ON SCHEMA hookswitch_schema TO PUBLIC;
                GRANT SELECT ON hookswitch_schema.migration TO PUBLIC;
                """
        )
    }

    /// Whether there is a record, empty or not.
    static func hasRecord(in transaction: Transaction) async throws -> Bool {
        let table = try await transaction.query(
            "SELECT to_regclass('hookswitch_schema.migration') IS NOT NULL AS found"
        )
        return try table.first?.decode("found", as: Bool.self) ?? false
    }

    /// Gives the record from the login that made it to the role as which all later logins work, once that exists.
    static func giveRecordToOwner(in transaction: Transaction) async throws {
        try await transaction.run(
            script: """
                DO $$
                BEGIN
                    IF EXISTS (
                        SELECT FROM pg_class WHERE oid = 'hookswitch_schema.migration'::regclass
                            AND relowner <> 'hookswitch_owner'::regrole
                    ) THEN
                        ALTER SCHEMA hookswitch_schema OWNER TO hookswitch_owner;
                        ALTER TABLE hookswitch_schema.migration OWNER TO hookswitch_owner;
                    END IF;
                END
                $$
                """
        )
    }

    /// Changes the record, as its owner.
    static func change(_ statement: Query, in transaction: Transaction) async throws {
        try await transaction.run(script: "SET LOCAL ROLE hookswitch_owner")
        try await transaction.execute(statement)
        try await transaction.run(script: "RESET ROLE")
    }
}
