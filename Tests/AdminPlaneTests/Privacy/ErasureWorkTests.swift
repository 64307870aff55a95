import Foundation
import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Postgres
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Callers with many decisions erased, on servers that are killed and beside servers that are frozen.
@Suite(.lentDatabase) struct ErasureWorkTests {
    private static let number = "+358501112223"
    private static let reason: HTTPFields = [.auditReason: "ticket 7"]
    private static let body = #"{"tenant":"acme","number":"\#(Self.number)"}"#

    /// Lets each twentieth row that is changed wait, so that what is cheap for a few is long for all.
    private static let slowness = """
        CREATE FUNCTION public.slow() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN IF NEW.sequence % 20 = 0 THEN PERFORM pg_sleep(0.003); END IF; RETURN NEW; END';
        CREATE TRIGGER slow BEFORE UPDATE ON hookswitch.decision FOR EACH ROW EXECUTE FUNCTION public.slow();
        """

    /// What does the erasing on one server.
    private static func work(
        _ bundle: AdminBundle,
        on pool: ConnectionPool? = nil,
        observe: @escaping @Sendable (ErasureStep, Bool) async throws -> Void = { _, _ in }
    ) throws -> ErasureWork {
        try ErasureWork(
            database: pool.map { Database(pool: $0) } ?? bundle.database,
            keyRing: bundle.keyRing,
            logger: bundle.log.logger,
            observe: observe
        )
    }

    /// Connections with the limits that a server has.
    private static func withServersPool<Result: Sendable>(
        _ bundle: AdminBundle,
        _ body: (ConnectionPool) async throws -> Result
    ) async throws -> Result {
        let url = try #require(LentDatabase.current).url
        let pool = ConnectionPool(url: url, configuration: PoolConfiguration(), logger: bundle.log.logger)
        let outcome: Swift.Result<Result, any Error>
        do { outcome = .success(try await body(pool)) } catch { outcome = .failure(error) }
        await pool.shutdown()
        return try outcome.get()
    }

    /// Gives the caller so many decisions.
    private static func fill(_ count: Int64, of scope: TenantScope, _ bundle: AdminBundle) async throws {
        let sample = try await bundle.spooled(Self.number, of: scope)
        let digest = try #require(sample.callerIdentity?.digest)
        let writer = UUID()
        try await bundle.database.pool.withTransaction { transaction in
            _ = try await transaction.query(
                """
                SELECT hookswitch.ensure_decision_partition(now() - n * interval '1 hour') FROM generate_series(0, 1) AS n
                """
            )
            try await transaction.execute(
                """
                INSERT INTO hookswitch.decision (
                    tenant_id, decided_at, writer_id, sequence, decision_id, outcome, tenant_version, caller_fact,
                    caller_digest, caller_mask, call_id, duration_us
                )
                SELECT \(scope.tenantID.uuid), now() - n * interval '10 milliseconds', \(writer), n, gen_random_uuid(),
                    'no_match', 1, 'unknown', \(digest), 'mask', 'call', 1
                FROM generate_series(1, \(count)) AS n
                """
            )
        }
        try await bundle.script("ANALYZE hookswitch.decision")
    }

    /// How many decisions still lead to a caller.
    private static func leading(_ bundle: AdminBundle) async throws -> Int64 {
        try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query(
                """
                SELECT count(*) AS count FROM hookswitch.decision
                WHERE num_nonnulls(caller_digest, caller_mask, caller_sealed, call_id, lookup) > 0
                """
            ).first?.decode("count", as: Int64.self) ?? -1
        }
    }

    private static func actions(_ bundle: AdminBundle) async throws -> [String] {
        try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query(
                "SELECT action FROM hookswitch.audit_record WHERE action LIKE 'privacy.%' ORDER BY tenant_id, sequence"
            ).map { try $0.decode("action", as: String.self) }
        }
    }

    /// Begins an erasure that no server sees to its end, as though the one that was asked had been killed.
    private static func begin(_ bundle: AdminBundle) async throws -> String {
        try await bundle.script(
            """
            CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE EXCEPTION ''killed''; END';
            CREATE TRIGGER refuse BEFORE UPDATE ON hookswitch.decision
                FOR EACH ROW EXECUTE FUNCTION public.refuse();
            """
        )
        let response = try await bundle.send(
            .post,
            "/api/v1/privacy/erasures",
            json: Self.body,
            headers: Self.reason
        )
        try await bundle.script("DROP TRIGGER refuse ON hookswitch.decision")
        #expect(response.status == .accepted, "\(response.text)")
        try APIDescription().expect(response, toBe: "Erasure")
        #expect(try response.members["state"] == .text("erasing"))
        guard case .text(let id)? = try response.members["id"] else { throw Killed() }
        return id
    }

    @Test func aCallerWithManyDecisionsIsErasedWithinTheLimitsOfAServer() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        try await Self.fill(50_000, of: scope, bundle)
        try await bundle.script(Self.slowness)

        let erased = try await Self.withServersPool(bundle) { pool in
            let services = try AdminBundle.services(
                on: Database(pool: pool),
                keyRing: bundle.keyRing,
                snapshots: bundle.snapshots
            )
            var actor = try #require(try await bundle.services.tokens.authenticate(Array(bundle.token.utf8)))
            actor.origin = AuditOrigin(reason: "ticket 7")
            let startedAt = ContinuousClock.now
            let begun = try await services.privacy.erase(Self.number, of: "acme", by: actor, dryRun: false)
            // It has begun, and the request did not wait for the end; a batch may have been on its way.
            #expect(begun.state == .erasing)
            #expect(ContinuousClock.now - startedAt < .seconds(20))
            let id = try #require(begun.id)
            // Nobody who ships waits meanwhile.
            try await bundle.ship([try await bundle.spooled(Self.number, of: scope)])
            var view = begun
            while view.state == .erasing {
                try await Self.work(bundle, on: pool).runOnce()
                view = try #require(try await services.privacy.erasure(id, for: actor))
            }
            return view
        }

        #expect(erased.decisionCount == 50_000)
        #expect(try await Self.leading(bundle) == 0)
        #expect(try await bundle.count("decision", of: scope) == 50_001)
    }

    @Test(arguments: ErasureStep.allCases, [false, true])
    func killedAnywhereItIsDoneOnce(_ step: ErasureStep, _ isCommitted: Bool) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        try await Self.fill(20, of: scope, bundle)
        let id = try await Self.begin(bundle)
        let path = "/api/v1/privacy/erasures/\(id)"

        #expect(try await bundle.send(.get, path + "/certificate").status == .notFound)
        let dying = try Self.work(bundle) { if $0 == step, $1 == isCommitted { throw Killed() } }
        await #expect(throws: Killed.self) { try await dying.runOnce() }
        try await Self.work(bundle).runOnce()
        try await Self.work(bundle).runOnce()

        let view = try await bundle.send(.get, path)
        try APIDescription().expect(view, toBe: "Erasure")
        #expect(try view.members["state"] == .text("erased"))
        #expect(try view.members["decision_count"] == .integer(20))
        #expect(try await Self.leading(bundle) == 0)
        #expect(try await Self.actions(bundle) == ["privacy.erase", "privacy.erased"])
        let certificate = try await bundle.send(.get, path + "/certificate")
        #expect(try bundle.fault(of: certificate.text) == nil)
        let list = try await bundle.send(.get, "/api/v1/privacy/erasures?limit=1")
        try APIDescription().expect(list, toBe: "ErasureList")
        #expect(try list.ids == [id])
        #expect(try await bundle.send(.get, "/api/v1/privacy/erasures?after=x").status == .badRequest)
    }

    @Test func severalServersEraseOnce() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await Self.fill(12_000, of: try await bundle.scope(of: "acme"), bundle)
        let id = try await Self.begin(bundle)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                let work = try Self.work(bundle)
                group.addTask { try await work.runOnce() }
            }
            try await group.waitForAll()
        }
        try await Self.work(bundle).runOnce()

        let view = try await bundle.send(.get, "/api/v1/privacy/erasures/\(id)").members
        #expect(view["state"] == .text("erased"))
        #expect(view["decision_count"] == .integer(12_000))
        #expect(try await Self.actions(bundle) == ["privacy.erase", "privacy.erased"])
    }

    @Test func aFrozenServerHoldsUpAnErasureAndNobodysShipping() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let scope = try await bundle.scope(of: "acme")
        try await bundle.ship([try await bundle.spooled(Self.number, of: scope)])

        try await bundle.database.inFleet { frozen in
            _ = try await frozen.query(ShippingLock.shared)
            async let asked = bundle.send(
                .post,
                "/api/v1/privacy/erasures",
                json: Self.body,
                headers: Self.reason
            )
            // While the erasure tries to get between, others ship.
            for sequence in 2...6 as ClosedRange<Int64> {
                let startedAt = ContinuousClock.now
                try await bundle.ship([try await bundle.spooled(Self.number, of: scope, sequence: sequence)])
                #expect(ContinuousClock.now - startedAt < .seconds(5))
            }
            let refused = try await asked

            #expect(try refused.problem.code == .unavailable, "\(refused.text)")
            #expect(try await bundle.count("erasure", of: scope) == 0)
            #expect(try await bundle.count("erased_caller", of: scope) == 0)
            // To count needs no lock.
            let counted = try await bundle.send(
                .post,
                "/api/v1/privacy/erasures?dry_run=true",
                json: Self.body,
                headers: Self.reason
            )
            #expect(try counted.members["decision_count"] == .integer(6))
        }
        #expect(try await bundle.erase(Self.number, of: "acme").decisionCount == 6)
    }

    @Test func aDryRunIsRecordedAsALook() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await Self.fill(3, of: try await bundle.scope(of: "acme"), bundle)

        let planned = try await bundle.send(
            .post,
            "/api/v1/privacy/erasures?dry_run=true",
            json: Self.body,
            headers: Self.reason
        )

        #expect(planned.status == .ok)
        #expect(try planned.members["decision_count"] == .integer(3))
        #expect(try planned.members["state"] == nil)
        #expect(try await Self.actions(bundle) == ["privacy.find"])
        #expect(try await Self.leading(bundle) == 3)
    }

    @Test func aShipperThatFallsSilentIsMadeToLetGo() async throws {
        let bundle = try await AdminBundle()

        let limit = try await bundle.database.inFleet { transaction in
            _ = try await transaction.query(DecisionLedger.durability)
            return try await transaction.query("SELECT current_setting('idle_in_transaction_session_timeout') AS value")
                .first?.decode("value", as: String.self)
        }
        let later = try await bundle.database.inFleet { transaction in
            try await transaction.query("SELECT current_setting('idle_in_transaction_session_timeout') AS value")
                .first?.decode("value", as: String.self)
        }

        let alone = try await bundle.database.inFleet { transaction in
            try await ShippingLock.takeAlone(in: transaction)
            return try await transaction.query("SELECT current_setting('idle_in_transaction_session_timeout') AS value")
                .first?.decode("value", as: String.self)
        }

        #expect(limit == "10s")
        #expect(alone == "10s", "so is whoever has all who ship wait")
        #expect(later == "0")
    }
}
