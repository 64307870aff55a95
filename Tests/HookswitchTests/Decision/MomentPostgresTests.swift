import HookswitchTesting
import Postgres
import Testing
@testable import Hookswitch

@Suite struct MomentPostgresTests {
    @Test func aMomentKeepsItsMicrosecondThroughTheDatabase() async throws {
        var random = SeededRandom(state: 31)
        var moments = [0, -1, 1, 946_684_800_000_000, 1_795_000_000_999_999, 253_402_300_799_999_999].map(Moment.init)
        for _ in 0..<500 {
            moments.append(Moment(microseconds: .random(in: 0...4_102_444_800_000_000, using: &random)))
        }
        let sent = moments
        try await TestDatabase.withDatabase { pool in
            let found = try await pool.withTransaction { transaction in
                try await transaction.query(
                    """
                    SELECT moment, (extract(epoch FROM moment) * 1000000)::bigint AS microseconds
                    FROM unnest(\(sent)) WITH ORDINALITY AS given (moment, place) ORDER BY place
                    """
                ).map { (try $0.decode("moment", as: Moment.self), try $0.decode("microseconds", as: Int64.self)) }
            }

            #expect(found.map(\.0) == sent)
            #expect(found.map(\.1) == sent.map(\.microseconds))
        }
    }

    @Test(arguments: ["'infinity'::timestamptz", "'-infinity'::timestamptz", "NULL::timestamptz", "now()::date", "1"])
    func whatIsNoMomentIsRefused(expression: String) async throws {
        try await TestDatabase.withDatabase { pool in
            _ = await #expect(throws: PostgresError.self) {
                try await pool.withTransaction { transaction in
                    try await transaction.query(Query(unsafe: "SELECT \(expression) AS moment")).first?
                        .decode("moment", as: Moment.self)
                }
            }
        }
    }
}
