import HookswitchTesting
import Postgres
import Synchronization
import Testing

@testable import Hookswitch

/// A write that Postgres undid for the sake of another is done again, a few times.
@Suite struct DatabaseRepetitionTests {
    private static func fail(_ code: String, in transaction: Transaction) async throws {
        try await transaction.run(script: "DO $$ BEGIN RAISE EXCEPTION 'undone' USING ERRCODE = '\(code)'; END $$")
    }

    @Test(arguments: ["40P01", "40001"])
    func whatWasUndoneForAnotherIsDoneAgain(code: String) async throws {
        try await TestDatabase.withDatabase { pool in
            let attempts = Mutex(0)

            let rows = try await Database(pool: pool).inFleet(dryRun: false) { transaction in
                let attempt = attempts.withLock { count in
                    count += 1
                    return count
                }
                if attempt < 3 { try await Self.fail(code, in: transaction) }
                return try await transaction.query("SELECT 1 AS one")
            }

            #expect(rows.count == 1)
            #expect(attempts.withLock { $0 } == 3)
        }
    }

    @Test(arguments: [("40P01", 3), ("55P03", 1), ("23505", 1)])
    func itEndsAndOtherFailuresAreTold(code: String, count: Int) async throws {
        try await TestDatabase.withDatabase { pool in
            let attempts = Mutex(0)

            await #expect(throws: PostgresError.self) {
                try await Database(pool: pool).inFleet(dryRun: true) { transaction in
                    attempts.withLock { $0 += 1 }
                    try await Self.fail(code, in: transaction)
                }
            }

            #expect(attempts.withLock { $0 } == count)
        }
    }
}
