import HookswitchTesting
import Postgres
import Testing

@Suite struct TenantIsolationTests {
    /// The tables of which a policy is broken on purpose: all that the check knows.
    static let tables = IsolationCheck.rows.keys.sorted()

    @Test func theCatalogueHoldsWhatTheSchemaPromises() async throws {
        try await TestDatabase.withDatabase { pool in
            try await pool.withTransaction { transaction in
                _ = try await transaction.query(
                    "SELECT hookswitch.ensure_decision_partition(now() - interval '1 month' * n) FROM generate_series(0, 3) n"
                )
            }

            #expect(try await CatalogueCheck(pool: pool).violations() == [])
        }
    }

    @Test func noTenantReachesAnothersRowsInAnyTable() async throws {
        try await TestDatabase.withTestDatabase { database in
            let check = IsolationCheck(database: database)
            try await check.prepare()

            #expect(try await check.violations() == [])
            #expect(try await check.tenantTables() == Self.tables)
        }
    }

    @Test func aNewTableThatNobodyThoughtOfIsFound() async throws {
        try await TestDatabase.withTestDatabase { database in
            let pool = database.pool
            let check = IsolationCheck(database: database)
            try await check.prepare()
            try await pool.withTransaction { transaction in
                try await transaction.run(script: "CREATE TABLE hookswitch.forgotten (tenant_id uuid, x int)")
            }

            #expect(try await check.violations().contains { $0.hasPrefix("forgotten: ") })
            #expect(try await CatalogueCheck(pool: pool).violations().filter { $0.hasPrefix("forgotten: ") }.count == 4)
        }
    }

    @Test(arguments: tables)
    func aPolicyThatIsWeakenedOrGoneMakesTheCheckFail(table: String) async throws {
        let tenant = "tenant_id = nullif(current_setting('hookswitch.tenant', true), '')::uuid"
        let name = "hookswitch.\(table)"
        let mutations = [
            "ALTER POLICY tenant_scope ON \(name) USING (true) WITH CHECK (true)",
            "ALTER POLICY tenant_scope ON \(name) USING (true) WITH CHECK (\(tenant))",
            "ALTER POLICY tenant_scope ON \(name) USING (\(tenant)) WITH CHECK (true)",
            "ALTER POLICY tenant_scope ON \(name) USING (\(tenant) OR current_setting('hookswitch.tenant', true) IS NULL)",
            "ALTER POLICY tenant_scope ON \(name) TO hookswitch_fleet",
            "CREATE POLICY other ON \(name) TO PUBLIC USING (true)",
            "ALTER TABLE \(name) DISABLE ROW LEVEL SECURITY",
            "DROP POLICY tenant_scope ON \(name)",
        ]
        let repair = """
            ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY;
            DROP POLICY IF EXISTS other ON \(name);
            DROP POLICY IF EXISTS tenant_scope ON \(name);
            CREATE POLICY tenant_scope ON \(name) TO hookswitch_runtime USING (\(tenant)) WITH CHECK (\(tenant));
            """
        try await TestDatabase.withTestDatabase { database in
            let pool = database.pool
            let check = IsolationCheck(database: database)
            try await check.prepare()

            for mutation in mutations {
                try await pool.withTransaction { try await $0.run(script: mutation) }
                #expect(try await check.violations().isEmpty == false, "\(mutation)")
                try await pool.withTransaction { try await $0.run(script: repair) }
                #expect(try await check.violations() == [], "after \(mutation)")
            }
        }
    }

    @Test(arguments: tables)
    func rowLevelSecurityThatIsOffOrNotForcedIsFoundInTheCatalogue(table: String) async throws {
        try await TestDatabase.withDatabase { pool in
            for mutation in ["NO FORCE", "DISABLE"] {
                try await pool.withTransaction { transaction in
                    try await transaction.run(script: "ALTER TABLE hookswitch.\(table) \(mutation) ROW LEVEL SECURITY")
                }
                #expect(try await CatalogueCheck(pool: pool).violations().contains { $0.hasPrefix("\(table): ") })
            }
        }
    }
}
