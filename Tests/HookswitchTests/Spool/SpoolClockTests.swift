import Foundation
import HookswitchTesting
import Logging
import Postgres
import Synchronization
import Testing
@testable import Hookswitch

/// Decisions of a time of which Postgres keeps none.
@Suite struct SpoolClockTests {
    typealias Bundle = SpoolShipperTests.Bundle

    private static let year2400 = Moment(microseconds: 13_569_465_600_000_000)

    /// The clock of a server, which may be wrong.
    private final class ServerClock: Sendable {
        private let moment: Mutex<Moment?>

        init(_ moment: Moment?) {
            self.moment = Mutex(moment)
        }

        func now() -> Moment {
            self.moment.withLock { $0 } ?? .now()
        }

        func mend() {
            self.moment.withLock { $0 = nil }
        }
    }

    @Test func whileTheClockIsWrongItsDecisionsWaitAndNoOthers() async throws {
        let clock = ServerClock(Self.year2400)
        try await Bundle.with(laneCount: 2, now: { clock.now() }) { bundle in
            try bundle.write(3)
            for _ in 0..<3 { _ = bundle.lane.append(try SpoolFixture.record(at: Self.year2400)) }
            bundle.lane.flush()
            _ = bundle.spool.lane(1).append(try SpoolFixture.record())
            bundle.spool.lane(1).flush()

            for _ in 0..<3 {
                await #expect(throws: ShipError.clocksApart) { try await bundle.shipper.runOnce() }
            }

            #expect(try await bundle.sequences(of: bundle.lane.writer) == [1, 2, 3])
            #expect(try await bundle.sequences(of: bundle.spool.lane(1).writer) == [1])
            #expect(bundle.spool.statistics.depth == 3)
            #expect(bundle.spool.statistics.refusedCount == 0)
            #expect(try await bundle.count("decision_gap") == 0)
        }
    }

    @Test func onceTheClockIsMendedWhatItMadeIsSetAsideAndTheRestArrives() async throws {
        let clock = ServerClock(Self.year2400)
        let log = RecordedLog()
        try await Bundle.with(logger: log.logger, now: { clock.now() }) { bundle in
            for _ in 0..<30 { _ = bundle.lane.append(try SpoolFixture.record(at: Self.year2400)) }
            try bundle.write(2)
            await #expect(throws: ShipError.clocksApart) { try await bundle.shipper.runOnce() }

            clock.mend()
            try await bundle.shipAll()

            #expect(try await bundle.sequences(of: bundle.lane.writer) == [31, 32])
            #expect(try await bundle.gaps(of: bundle.lane.writer) == [30: 30])
            #expect(bundle.spool.statistics.refusedCount == 30)
            #expect(bundle.spool.statistics.shippedCount == 2)
            #expect(bundle.spool.statistics.depth == 0)
            #expect(try bundle.filesAside() == ["\(bundle.lane.writer.uuidString.lowercased())-entries-1-30"])
            #expect(log.messages(.error).count == 1)
        }
    }

    @Test func whatIsSetAsideCanBeReadAgain() async throws {
        try await Bundle.with { bundle in
            let record = try SpoolFixture.record(at: Self.year2400)
            for _ in 0..<2 { _ = bundle.lane.append(record) }
            bundle.lane.flush()

            try await bundle.shipAll()

            let path = "\(bundle.directory)/corrupt/\(try #require(try bundle.filesAside().first))"
            var reader = SpoolReader([UInt8](FileManager.default.contents(atPath: path) ?? Data()))
            var entries: [SpoolEntry] = []
            while let frame = reader.next() { if case .entry(let entry, _) = frame { entries.append(entry) } }
            #expect(entries == (1...2).map { .decision(SpooledDecision(record, sequence: $0)) })
        }
    }

    @Test func theBoundsAreThoseOfTheFunctionThatMakesPartitions() async throws {
        try await Bundle.with { bundle in
            let ledger = DecisionLedger(database: Database(pool: bundle.pool))
            let minute: Int64 = 60_000_000

            let kept = try await ledger.keptMoments()

            func make(_ microseconds: Int64) async throws {
                let moment = Moment(microseconds: microseconds)
                _ = try await bundle.pool.withTransaction { transaction in
                    try await transaction.query("SELECT hookswitch.ensure_decision_partition(\(moment))")
                }
            }
            try await make(kept.lowerBound.microseconds + minute)
            try await make(kept.upperBound.microseconds - minute)
            for outside in [kept.lowerBound.microseconds - minute, kept.upperBound.microseconds + minute] {
                let error = await #expect(throws: PostgresError.self) { try await make(outside) }
                #expect(error?.sqlState?.code == "22008")
            }
        }
    }
}
