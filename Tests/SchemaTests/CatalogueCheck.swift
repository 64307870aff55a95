import Postgres

/// Reads from Postgres's own catalogue what the schema promises, and lists what is not so.
struct CatalogueCheck {
    let pool: ConnectionPool

    func violations() async throws -> [String] {
        try await self.pool.withTransaction { transaction in
            try await transaction.query(Self.tables).map { try $0.decode("violation", as: String.self) }
                + transaction.query(Self.roles).map { try $0.decode("violation", as: String.self) }
        }
    }

    /// Each table with a tenant, partitions included: row-level security is on and forced, the tenant comes first in the
    /// primary key, and a table that is no partition has the policy for the runtime role.
    private static let tables: Query = """
        WITH tenant_table AS (
            SELECT c.oid, c.relname, c.relispartition, c.relrowsecurity, c.relforcerowsecurity, a.attnum
            FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relnamespace = 'hookswitch'::regnamespace AND c.relkind IN ('r', 'p')
                AND a.attname = 'tenant_id' AND NOT a.attisdropped
        )
        SELECT relname || ': row-level security is off' AS violation FROM tenant_table WHERE NOT relrowsecurity
        UNION ALL
        SELECT relname || ': row-level security is not forced' FROM tenant_table WHERE NOT relforcerowsecurity
        UNION ALL
        SELECT relname || ': tenant_id does not come first in the primary key' FROM tenant_table t
        WHERE NOT EXISTS (
            SELECT FROM pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'p' AND k.conkey[1] = t.attnum
        )
        UNION ALL
        SELECT relname || ': no policy tenant_scope for the runtime role' FROM tenant_table t
        WHERE NOT relispartition AND NOT EXISTS (
            SELECT FROM pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'tenant_scope' AND p.polcmd = '*'
                AND p.polroles = ARRAY['hookswitch_runtime'::regrole::oid]
        )
        """

    private static let roles: Query = """
        SELECT rolname || ': superuser, BYPASSRLS, may make roles or databases, or may log in' AS violation FROM pg_roles
        WHERE rolname LIKE 'hookswitch\\_%'
            AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin)
        UNION ALL
        SELECT 'a role is missing' FROM (
            SELECT count(*) FROM pg_roles WHERE rolname IN (
                'hookswitch_owner', 'hookswitch_migrate', 'hookswitch_runtime', 'hookswitch_fleet', 'hookswitch_readonly'
            )
        ) AS roles (count) WHERE count <> 5
        UNION ALL
        SELECT pg_get_userbyid(owner)::text || ' owns something' FROM (
            SELECT relowner FROM pg_class UNION SELECT nspowner FROM pg_namespace UNION SELECT proowner FROM pg_proc
            UNION SELECT typowner FROM pg_type UNION SELECT datdba FROM pg_database
        ) AS owners (owner)
        WHERE pg_get_userbyid(owner) IN ('hookswitch_runtime', 'hookswitch_fleet', 'hookswitch_readonly')
        UNION ALL
        SELECT member::regrole::text || ' is a member of ' || roleid::regrole::text FROM pg_auth_members
        WHERE member::regrole::text IN ('hookswitch_runtime', 'hookswitch_fleet', 'hookswitch_readonly')
        UNION ALL
        SELECT 'people may read ' || attrelid::regclass::text || '.' || attname::text FROM pg_attribute
        JOIN pg_class c ON c.oid = attrelid
        WHERE c.relnamespace = 'hookswitch'::regnamespace AND c.relkind IN ('r', 'p') AND NOT attisdropped
            AND attname IN ('sealed', 'caller_sealed', 'digest', 'caller_digest')
            AND has_column_privilege('hookswitch_readonly', attrelid, attnum, 'SELECT')
        """
}
