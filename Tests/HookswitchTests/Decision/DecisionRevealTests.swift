import Dynamics
import Foundation
import HookswitchTesting
import Postgres
import Routing
import Testing

@testable import Hookswitch

/// A caller is found by the tenant's digest, and shown only with a record of who asked and why.
@Suite struct DecisionRevealTests {
    private struct Bundle {
        let pool: ConnectionPool
        let decisions: DecisionService
        let id: DecisionID
        let actor: Operator

        init(_ pool: ConnectionPool) async throws {
            self.pool = pool
            let database = Database(pool: pool)
            self.actor = try await Operator.insertAdmin("liisa", in: database)
            var random = SystemRandomNumberGenerator()
            let keyRing = KeyRing(random: &random)
            let tenants = TenantService(
                database: database,
                keyRing: keyRing,
                egress: EgressPolicy(),
                authorityHost: "login.microsoftonline.com",
                publicURL: nil
            )
            self.decisions = DecisionService(database: database, tenants: tenants)
            let document = """
                {"apiVersion":"hookswitch/v1","kind":"Tenant","slug":"acme","name":"Acme Oy","region":"FI",
                 "dataverse":{"url":"https://acme.crm4.dynamics.com","tables":["contact"]},
                 "entra":{"tenant":"6f0c3f0e-0000-4000-8000-000000000001","clientId":"91bd3f0e-0000-4000-8000-000000000002"},
                 "webhook":{"authentication":"apiKey"},
                 "pools":[{"number":"+35840675644","name":"Sales","otherwise":"default"}]}
                """
            _ = try await tenants.apply(try tenants.read(document), by: self.actor, dryRun: false)
            let tenantID = try #require(try await tenants.find("acme"))
            let scope = TenantScope(authenticated: tenantID)
            let key = try await database.inTenant(scope) { transaction in
                try await TenantKeyStore(keyRing: keyRing).findOrMake(scope, in: transaction)
            }
            let writer = UUID()
            let now = Moment.now()
            let decision = SpooledDecision(
                sequence: 1,
                tenantID: tenantID,
                decidedAt: now,
                outcome: .noMatch,
                pool: try PhoneNumber(parsing: "+35840675644"),
                target: nil,
                choice: nil,
                tenantVersion: 1,
                callerFact: .unknown,
                callerIdentity: key.identity(of: try PhoneNumber(parsing: "+35850454564")),
                callID: nil,
                targetID: nil,
                lookup: nil,
                durationMicroseconds: 1500
            )
            try await DecisionLedger(database: database).insert([.decision(decision)], of: writer, after: 0)
            self.id = DecisionID(decidedAt: now, writer: writer, sequence: 1)
        }
    }

    @Test(arguments: ["+35850454564", "050 454 564"])
    func aCallerIsFoundHoweverTheNumberIsWritten(number: String) async throws {
        try await TestDatabase.withDatabase { pool in
            let bundle = try await Bundle(pool)
            var criteria = DecisionCriteria()
            (criteria.tenant, criteria.from) = ("acme", number)

            let found = try await bundle.decisions.search(criteria, for: bundle.actor)
            criteria.from = "+35850454565"
            let other = try await bundle.decisions.search(criteria, for: bundle.actor)

            #expect(found.page.data.map(\.id) == ["\(bundle.id)"])
            #expect(other.page.data.isEmpty)
        }
    }

    @Test func theNumberIsShownAndTheAuditSaysToWhomAndWhy() async throws {
        try await TestDatabase.withDatabase { pool in
            let bundle = try await Bundle(pool)

            let shown = try await bundle.decisions.reveal(bundle.id, reason: "ticket \"4711\"", by: bundle.actor)

            #expect(shown == RevealedCaller(id: "\(bundle.id)", number: "+35850454564"))
            let records = try await pool.withTransaction { transaction in
                try await transaction.query(
                    """
                    SELECT actor, subject, reason FROM hookswitch.audit_record
                    WHERE action = 'decision.reveal'
                    """
                ).map { row in
                    try ["actor", "subject", "reason"].map { try row.decode($0, as: String.self) }
                }
            }
            #expect(records == [["token liisa", "decision \(bundle.id)", "ticket \"4711\""]])
        }
    }

    @Test func anotherTenantsCallerIsNeitherFoundNorShownAndNothingIsRecorded() async throws {
        try await TestDatabase.withDatabase { pool in
            let bundle = try await Bundle(pool)
            let others = TenantReach.only([TenantID(UUID(high: 9, low: 9)): "beta"])
            let stranger = Operator(tokenID: UUID(), name: "matti", role: .support, reach: others)
            var criteria = DecisionCriteria()

            let shown = try await bundle.decisions.reveal(bundle.id, reason: "ticket 4711", by: stranger)
            let everything = try await bundle.decisions.search(criteria, for: stranger)
            criteria.tenant = "acme"
            let named = criteria

            #expect(shown == nil)
            #expect(everything.page.data.isEmpty)
            await #expect(throws: DecisionService.Failure.unknownTenant) {
                _ = try await bundle.decisions.search(named, for: stranger)
            }
            let count = try await pool.withTransaction { transaction in
                try await transaction.query(
                    "SELECT count(*) AS n FROM hookswitch.audit_record WHERE action = 'decision.reveal'"
                ).first?.decode("n", as: Int64.self)
            }
            #expect(count == 0)
        }
    }

    @Test func withoutARecordThereIsNoNumberAndWithoutAKeyThereIsNone() async throws {
        try await TestDatabase.withDatabase { pool in
            let bundle = try await Bundle(pool)
            try await pool.withTransaction { transaction in
                try await transaction.run(script: "REVOKE INSERT ON hookswitch.audit_record FROM hookswitch_runtime")
            }

            await #expect(throws: PostgresError.self) {
                _ = try await bundle.decisions.reveal(bundle.id, reason: "ticket 4711", by: bundle.actor)
            }
            try await pool.withTransaction { try await $0.run(script: "DELETE FROM hookswitch.data_key") }
            await #expect(throws: DecisionService.RevealRefusal.notKept) {
                _ = try await bundle.decisions.reveal(bundle.id, reason: "ticket 4711", by: bundle.actor)
            }
        }
    }
}
