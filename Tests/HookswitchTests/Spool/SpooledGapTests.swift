import Foundation
import HookswitchTesting
import Postgres
import Testing
@testable import Hookswitch

@Suite struct SpooledGapTests {
    typealias Bundle = SpoolShipperTests.Bundle

    private static func decision(_ sequence: Int64, at moment: Int64 = 0) throws -> SpoolEntry {
        let record = try SpoolFixture.record(at: Moment(microseconds: moment))
        return .decision(SpooledDecision(record, sequence: sequence))
    }

    private static func gap(_ sequence: Int64, count: Int64) -> SpoolEntry {
        .gap(
            SpooledGap(
                sequence: sequence,
                count: count,
                firstAt: Moment(microseconds: 0),
                lastAt: Moment(microseconds: 0)
            )
        )
    }

    @Test func numbersInARowMissNothing() throws {
        let entries = try [Self.decision(5), Self.decision(6), Self.gap(9, count: 3), Self.decision(10)]

        #expect(SpooledGap.missing(among: entries, after: 4).isEmpty)
        #expect(SpooledGap.missing(among: [], after: 4).isEmpty)
    }

    @Test func numbersThatAreLeftOutAreMissingWithTheTimesOfTheirNeighbours() throws {
        let entries = try [Self.decision(3, at: 30), Self.decision(7, at: 20), Self.gap(12, count: 2)]

        let missing = SpooledGap.missing(among: entries, after: 0)

        #expect(missing.map(\.sequence) == [2, 6, 10])
        #expect(missing.map(\.count) == [2, 3, 3])
        #expect(missing.map(\.firstAt.microseconds) == [30, 20, 0])
        #expect(missing.map(\.lastAt.microseconds) == [30, 30, 20])
    }

    @Test func countsThatMakeNoSenseAreTakenForOne() throws {
        for count in [Int64.min, -1, 0, 6, .max] {
            let missing = SpooledGap.missing(among: [Self.gap(5, count: count)], after: 3)
            #expect(missing.map(\.sequence) == [4])
            #expect(missing.map(\.count) == [1])
        }
        #expect(SpooledGap.missing(among: [Self.gap(.max, count: .max)], after: 0).isEmpty)
        #expect(try SpooledGap.missing(among: [Self.decision(.max)], after: .min).isEmpty)
    }

    @Test func aSumThatIsTooGreatStopsAtTheGreatest() throws {
        var gap = Self.gap(5, count: .max).gap

        gap.extend(by: Self.gap(6, count: .max).gap)

        #expect(gap.count == .max)
    }

    @Test func timesThatPostgresCannotNameBecomeTheNearestThatItCan() async throws {
        try await Bundle.with { bundle in
            let gap = SpooledGap(
                sequence: 1,
                count: 1,
                firstAt: Moment(microseconds: .min),
                lastAt: Moment(microseconds: .max)
            )
            let ledger = DecisionLedger(database: Database(pool: bundle.pool))

            try await ledger.insert([.gap(gap)], of: bundle.lane.writer, after: 0)

            let years = try await bundle.pool.withTransaction { transaction in
                try await transaction.query(
                    """
                    SELECT extract(year FROM first_at AT TIME ZONE 'UTC')::bigint AS first,
                        extract(year FROM last_at AT TIME ZONE 'UTC')::bigint AS last
                    FROM hookswitch.decision_gap
                    """
                ).map { [try $0.decode("first", as: Int64.self), try $0.decode("last", as: Int64.self)] }
            }
            #expect(years == [[1, 9999]])
        }
    }

    @Test func whatADatabaseThatWasSetBackHasLostAndTheSpoolNoLongerHasIsAGap() async throws {
        try await Bundle.with { bundle in
            try bundle.write(10)
            try await bundle.shipAll()
            _ = await bundle.spool.backlog.rotateShipped(isEnding: true, at: .now())
            try await bundle.shipAll()
            try await bundle.run(
                """
                UPDATE hookswitch.spool_cursor SET sequence = 4;
                DELETE FROM hookswitch.decision WHERE sequence > 4;
                """
            )

            try bundle.write(5)
            try await bundle.shipAll()

            #expect(try await bundle.sequences(of: bundle.lane.writer) == Array(1...4) + Array(11...15))
            #expect(try await bundle.gaps(of: bundle.lane.writer) == [10: 6])
        }
    }
}
