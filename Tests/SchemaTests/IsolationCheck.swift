import HookswitchTesting
import Logging
import Postgres

/// Tries, with real rows of two tenants, to reach one tenant's rows from the other's scope, and lists what came through.
struct IsolationCheck {
    /// The tenant whose scope is used.
    static let mine = "00000000-0000-4000-8000-00000000000a"
    /// The tenant that must stay out of reach.
    static let theirs = "00000000-0000-4000-8000-00000000000b"

    /// How a row of each tenant's table is made; `$T` is the tenant, `$K` is different for each row of a table. A new table
    /// must be added here: the check says so.
    static let rows: [String: String] = [
        "tenant": """
        INSERT INTO hookswitch.tenant (tenant_id, slug, name, endpoint, version, document)
        VALUES ('$T', 't-$K', 'T', rpad('', 25, 'a') || '$K', 1, '{}')
        """,
        "tenant_version": "INSERT INTO hookswitch.tenant_version VALUES ('$T', ascii('$K'), '{}')",
        "data_key": "INSERT INTO hookswitch.data_key VALUES ('$T', gen_random_uuid(), '\\x00')",
        "credential": """
        INSERT INTO hookswitch.credential VALUES (
            '$T', gen_random_uuid(), 'secret', 'retired', 'x', gen_random_uuid(), '\\x00', 'x', NULL
        )
        """,
        "webhook_key": """
        INSERT INTO hookswitch.webhook_key VALUES (
            '$T', gen_random_uuid(), 'apiKey', NULL, decode(repeat('00', 32), 'hex'), 'x'
        )
        """,
        "audit_record": """
        INSERT INTO hookswitch.audit_record VALUES ('$T', gen_random_uuid(), now(), 'a', 'b', 'c')
        """,
        "audit_chain": "INSERT INTO hookswitch.audit_chain VALUES ('$T', 0, decode(repeat('00', 32), 'hex'))",
        "audit_head_signature": """
        INSERT INTO hookswitch.audit_head_signature VALUES (
            '$T', ascii('$K'), decode(repeat('00', 32), 'hex'), now(), 'k', decode(repeat('00', 64), 'hex')
        )
        """,
        "offboarding": """
        INSERT INTO hookswitch.offboarding (tenant_id, offboarding_id, slug, name, state, actor, due_at)
        VALUES ('$T', gen_random_uuid(), 't-$K', 'T', 'waiting', 'token x', now() + interval '1 day')
        """,
        "erasure": """
        INSERT INTO hookswitch.erasure (tenant_id, erasure_id, slug, caller_mask, actor, reason, state)
        VALUES ('$T', gen_random_uuid(), 't-$K', 'm', 'token x', 'r', 'erasing')
        """,
        "erased_caller": "INSERT INTO hookswitch.erased_caller VALUES ('$T', decode('$K$K', 'hex'), now())",
        "decision_segment": """
        INSERT INTO hookswitch.decision_segment (tenant_id, day, part, state)
        VALUES ('$T', DATE '2026-11-22', ascii('$K'), 'closed')
        """,
        "decision_break": "INSERT INTO hookswitch.decision_break VALUES ('$T', 1)",
        "decision_restart": """
        INSERT INTO hookswitch.decision_restart VALUES (
            '$T', ascii('$K'), decode(repeat('00', 32), 'hex'), now(), 'r', decode(repeat('00', 32), 'hex'), 'k',
            decode(repeat('00', 64), 'hex')
        )
        """,
        "decision": """
        INSERT INTO hookswitch.decision (
            tenant_id, decided_at, writer_id, sequence, decision_id, outcome, tenant_version, caller_fact, duration_us
        ) VALUES ('$T', now(), gen_random_uuid(), 1, gen_random_uuid(), 'routed', 1, 'unknown', 1)
        """,
    ]

    let database: TestDatabase

    private var pool: ConnectionPool { self.database.pool }

    /// Gives each tenant one row in each table, and the runtime role every privilege, so that policies alone hold.
    func prepare() async throws {
        let tables = ["tenant"] + Self.rows.keys.filter { $0 != "tenant" }.sorted()
        var script = "GRANT ALL ON ALL TABLES IN SCHEMA hookswitch TO hookswitch_runtime;"
        for (tenant, key) in [(Self.mine, "b"), (Self.theirs, "c")] {
            for table in tables { script += Self.insert(table, tenant, key) + ";" }
        }
        let prepared = script
        try await self.pool.withTransaction { try await $0.run(script: prepared) }
    }

    /// What a tenant can do that it must not be able to.
    func violations() async throws -> [String] {
        var violations = try await self.violationsWithoutTenant()
        for table in try await self.tenantTables() {
            guard Self.rows[table] != nil else {
                violations.append("\(table): no row of it is made here; add one to IsolationCheck.rows")
                continue
            }
            violations += try await self.violations(of: table).map { "\(table): \($0)" }
        }
        return violations
    }

    /// The tables with a tenant in them, partitions aside.
    func tenantTables() async throws -> [String] {
        try await self.pool.withTransaction { transaction in
            try await transaction.query(
                """
                SELECT c.relname::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = 'hookswitch'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                    AND a.attname = 'tenant_id' AND NOT a.attisdropped
                ORDER BY 1
                """
            ).map { try $0.decode("name", as: String.self) }
        }
    }

    private func violations(of table: String) async throws -> [String] {
        let name = "hookswitch.\(table)"
        var violations: [String] = []
        let all = try await self.count("SELECT count(*) AS count FROM \(name)", as: Self.mine)
        if all != 1 { violations.append("in its scope a tenant sees \(all) rows, not its one") }
        let none = try await self.count("SELECT count(*) AS count FROM \(name)", as: "")
        if none != 0 { violations.append("with an empty tenant \(none) rows are seen") }
        let theirs = "WHERE tenant_id = '\(Self.theirs)'"
        for statement in [
            "UPDATE \(name) SET tenant_id = tenant_id \(theirs)", "DELETE FROM \(name) \(theirs)",
            "UPDATE \(name) SET tenant_id = '\(Self.mine)' \(theirs)",
        ] {
            let outcome = try await self.attempt(statement)
            if outcome != .done(0) { violations.append("\(statement): \(outcome)") }
        }
        for statement in [
            Self.insert(table, Self.theirs, "d"),
            "UPDATE \(name) SET tenant_id = '\(Self.theirs)' WHERE tenant_id = '\(Self.mine)'",
        ] {
            let outcome = try await self.attempt(statement)
            if outcome != .refused(.insufficientPrivilege) { violations.append("\(statement): \(outcome)") }
        }
        return violations
    }

    /// What is seen where no tenant was ever set: on a session of its own, for after a first setting it is never NULL again.
    private func violationsWithoutTenant() async throws -> [String] {
        let pool = ConnectionPool(
            url: self.database.url,
            logger: Logger(label: "isolation check") { _ in SwiftLogNoOpLogHandler() }
        )
        var violations: [String] = []
        for table in Self.rows.keys.sorted() {
            let count = try await pool.withTransaction(Self.prologue(nil)) { transaction in
                try await transaction.query(Query(unsafe: "SELECT count(*) AS count FROM hookswitch.\(table)"))
                    .first?.decode("count", as: Int64.self)
            }
            if count != 0 { violations.append("\(table): without a tenant \(count ?? -1) rows are seen") }
        }
        await pool.shutdown()
        return violations
    }

    private enum Outcome: Equatable {
        case done(Int)
        case refused(SQLState?)
    }

    /// Ends each attempt with this, so that nothing of it stays.
    private struct Undo: Error {
        let count: Int
    }

    /// Runs a statement in the first tenant's scope and undoes it.
    private func attempt(_ statement: String) async throws -> Outcome {
        do {
            try await self.pool.withTransaction(Self.prologue(Self.mine)) { transaction in
                throw Undo(count: try await transaction.execute(Query(unsafe: statement)))
            }
            return .refused(nil)
        } catch let undo as Undo {
            return .done(undo.count)
        } catch let error as PostgresError {
            guard error.kind == .server else { throw error }
            return .refused(error.sqlState)
        }
    }

    private func count(_ statement: String, as tenant: String?) async throws -> Int64 {
        try await self.pool.withTransaction(Self.prologue(tenant)) { transaction in
            try await transaction.query(Query(unsafe: statement)).first?.decode("count") ?? -1
        }
    }

    private static func prologue(_ tenant: String?) -> TransactionPrologue {
        let role: Query = "SET LOCAL ROLE hookswitch_runtime"
        guard let tenant else { return TransactionPrologue([role]) }
        return TransactionPrologue([role, "SELECT set_config('hookswitch.tenant', \(tenant), true)"])
    }

    private static func insert(_ table: String, _ tenant: String, _ key: String) -> String {
        (Self.rows[table] ?? "").split(separator: "$T", omittingEmptySubsequences: false).joined(separator: tenant)
            .split(separator: "$K", omittingEmptySubsequences: false).joined(separator: key)
    }
}
