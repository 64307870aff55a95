import Foundation
import HookswitchTesting
import Postgres
import Testing

@testable import Hookswitch

/// A batch reads little more than its own rows, however many the tenant has and however many batches went before.
@Suite struct DecisionBatchPlanTests {
    private static let tenant = TenantID(UUID(high: 0, low: 7))
    private static let scope = TenantScope(authenticated: Self.tenant)
    private static let digest = [UInt8](repeating: 0xAB, count: 16)
    private static let limit: Int64 = 500
    /// The rows of a batch, found and then looked up by their key. Where few of a month are left the planner may go by the time of
    /// decisions alone: three of ten rows that it passes are the caller's.
    private static let bound = Int(Self.limit) + Int(Self.limit) * 10 / 3 + 10

    /// Undoes what a test did.
    private struct Undo: Error {}

    /// Two months with a decision a minute: most of one tenant, a third of these of one caller.
    private static let script = """
        SELECT hookswitch.ensure_decision_partition(now() - interval '1 month' * n) FROM generate_series(0, 3) n;
        INSERT INTO hookswitch.decision (
            tenant_id, decided_at, writer_id, sequence, decision_id, outcome, tenant_version, caller_fact, caller_digest,
            duration_us
        )
        SELECT (CASE WHEN n % 10 = 0 THEN '\(UUID(high: 0, low: 8))' ELSE '\(Self.tenant.uuid)' END)::uuid,
            now() - interval '1 minute' * n, '\(UUID(high: 1, low: 1))', n + 1, gen_random_uuid(), 'no_match', 1, 'unknown',
            CASE WHEN n % 3 = 0 THEN decode(repeat('ab', 16), 'hex') ELSE decode(md5(n::text), 'hex') END, 1
        FROM generate_series(0, 90000) n;
        INSERT INTO hookswitch.offboarding (
            tenant_id, offboarding_id, slug, name, state, actor, due_at, key_destroyed_at
        ) VALUES ('\(Self.tenant.uuid)', gen_random_uuid(), 't', 'T', 'destroying', 'token x', now(), now());
        ANALYZE hookswitch.decision;
        """

    /// Does so many batches as a server does them, and looks what the last of them read.
    private static func lastReading(
        ofBatches count: Int,
        _ database: Database,
        _ query: @Sendable (Moment?) -> Query
    ) async throws -> PlanReading? {
        let readings = Box()
        do {
            try await database.inTenant(Self.scope) { transaction in
                _ = try await transaction.query(DecisionBatch.plan)
                var after: Moment?
                for _ in 1..<count {
                    after = try await transaction.query(query(after)).first?.decode("last_at", as: Moment?.self)
                }
                await readings.set(try await PlanReading(of: query(after), through: transaction))
                throw Undo()
            }
        } catch is Undo {}
        return await readings.value
    }

    private actor Box {
        var value: PlanReading?

        func set(_ value: PlanReading) { self.value = value }
    }

    @Test func aBatchReadsItsOwnRowsAlone() async throws {
        try await TestDatabase.withDatabase(filledBy: Self.script) { pool in
            let database = Database(pool: pool)

            for count in [1, 8, 40] {
                let erased = try await Self.lastReading(ofBatches: count, database) { after in
                    ErasureBatch.query(
                        Self.tenant,
                        Self.digest,
                        after: after,
                        until: .now().advanced(by: .seconds(3600)),
                        limit: Self.limit
                    )
                }
                let deleted = try await Self.lastReading(ofBatches: count, database) { after in
                    OffboardingWork.deletion(of: Self.tenant, after: after, limit: Self.limit)
                }
                for (name, reading) in [("erased", erased), ("deleted", deleted)] {
                    let reading = try #require(reading)
                    #expect(!reading.hasSequentialScan, "\(name) in batch \(count)")
                    #expect(reading.decisionCount <= Self.bound, "\(name) in batch \(count)")
                    #expect(reading.decisionCount >= Int(Self.limit), "\(name) in batch \(count)")
                }
            }
        }
    }

    @Test func aBatchShrinksUntilItIsOfNoUse() {
        var size = BatchSize()
        var counts = [size.rowCount]
        while size.shrink() { counts.append(size.rowCount) }

        #expect(counts == [5000, 1250, 312, 78, 19, 10])
    }
}
