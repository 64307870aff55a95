import Foundation
import HookswitchTesting
import Postgres
import Routing
import Schema
import Testing

@testable import Hookswitch

@Suite struct APITokenServiceTests {
    private static let admin = Operator(tokenID: UUID(), name: "admin", role: .admin, reach: .all)

    /// Makes a tenant as far as tokens need one.
    private static func insertTenant(_ slug: String, _ id: UUID, _ pool: ConnectionPool) async throws {
        let endpoint = String(repeating: "a", count: 26 - slug.count) + slug
        try await pool.withTransaction { transaction in
            _ = try await transaction.execute(
                """
                INSERT INTO hookswitch.tenant (tenant_id, slug, name, endpoint, version, document)
                VALUES (\(id), \(slug), \(slug), \(endpoint), 1, '{}')
                """
            )
        }
    }

    @Test func useIsWrittenDownApartFromTheRequest() async throws {
        try await TestDatabase.withDatabase { pool in
            let tokens = APITokenService(database: Database(pool: pool))
            let created = try await tokens.create(name: "n", role: .support, expiresAt: nil)
            _ = try await tokens.authenticate(Array(created.value.reveal().utf8))

            let before = try await tokens.list(for: Self.admin, limit: 10, after: nil)
            try await tokens.writeUses()
            let after = try await tokens.list(for: Self.admin, limit: 10, after: nil)

            #expect(before.data.map(\.lastUsedAt) == [nil])
            #expect(after.data.first?.lastUsedAt != nil)
        }
    }

    @Test func aNewTenantOfAnOldNameIsNotTheTokens() async throws {
        try await TestDatabase.withDatabase { pool in
            let (old, new) = (UUID(), UUID())
            let tokens = APITokenService(database: Database(pool: pool))
            try await Self.insertTenant("acme", old, pool)
            let order = APITokenOrder(name: "n", role: .admin, tenants: ["acme"])
            let value = try await tokens.create(order, by: nil).value.reveal()
            try await pool.withTransaction { transaction in
                _ = try await transaction.execute("DELETE FROM hookswitch.tenant WHERE tenant_id = \(old)")
            }
            try await Self.insertTenant("acme", new, pool)

            let actor = try await tokens.authenticate(Array(value.utf8))

            #expect(actor?.reach == .only([:]))
            #expect(actor?.scope(of: TenantID(new)) == nil)
        }
    }

    @Test func unknownTenantsAreNamedByTheirPlace() async throws {
        try await TestDatabase.withDatabase { pool in
            let tokens = APITokenService(database: Database(pool: pool))
            try await Self.insertTenant("acme", UUID(), pool)
            let order = APITokenOrder(name: "n", role: .admin, tenants: ["none", "acme", "NOT A SLUG"])

            await #expect(
                throws: APITokenRefusal(flaws: [.unknownTenant(index: 0), .unknownTenant(index: 2)])
            ) {
                _ = try await tokens.create(order, by: nil)
            }
        }
    }

    @Test func anEarlierSchemaKeepsNoTokenThatWouldDoMoreThere() async throws {
        try await TestDatabase.withDatabase { pool in
            let tokens = APITokenService(database: Database(pool: pool))
            try await Self.insertTenant("acme", UUID(), pool)
            _ = try await tokens.create(name: "all", role: .admin, expiresAt: nil)
            _ = try await tokens.create(APITokenOrder(name: "one", role: .admin, tenants: ["acme"]), by: nil)
            _ = try await tokens.create(name: "looks", role: .readOnly, expiresAt: nil)

            let script = try #require(Migration.all.first { $0.name == "access" }).down
            let names = try await pool.withTransaction { transaction in
                try await transaction.run(script: script)
                return try await transaction.query("SELECT name FROM hookswitch.api_token").map {
                    try $0.decode("name", as: String.self)
                }
            }

            #expect(names == ["all"])
        }
    }

    /// Who is restricted by tag is asked about at each request, and a fleet has ten thousand tenants.
    @Test func reachByTagIsFoundByAnIndexAndWhoIsNotRestrictedReadsNoTenant() async throws {
        try await TestDatabase.withDatabase { pool in
            let id = UUID()
            try await Self.insertTenant("acme", id, pool)
            try await Self.insertTenant("beta", UUID(), pool)
            let database = Database(pool: pool)
            let tokens = APITokenService(database: database)
            try await pool.withTransaction { transaction in
                _ = try await transaction.execute(
                    """
                    UPDATE hookswitch.tenant SET document = '{"tags":["nordics"]}' WHERE tenant_id = \(id)
                    """
                )
            }
            let tagged = try await tokens.create(APITokenOrder(name: "t", role: .support, tags: ["nordics"]), by: nil)
            let both = APITokenOrder(name: "b", role: .support, tenants: ["beta"], tags: ["nordics"])
            let mixed = try await tokens.create(both, by: nil)

            let plan = try await database.inFleet { transaction -> [String] in
                _ = try await transaction.execute("SET LOCAL enable_seqscan = off")
                return try await transaction.query(
                    "EXPLAIN SELECT \(APITokenRow.columns) FROM \(APITokenRow.table)"
                ).map { try $0.decode("QUERY PLAN", as: String.self) }
            }

            #expect(tagged.view.tenants == ["acme"])
            #expect(mixed.view.tenants == ["acme", "beta"])
            #expect(plan.contains { $0.contains("tenant_tags_idx") }, "\(plan)")
            #expect(plan.contains { $0.contains("tenant_pkey") }, "\(plan)")
        }
    }
}
