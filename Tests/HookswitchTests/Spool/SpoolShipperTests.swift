import Foundation
import HookswitchTesting
import Logging
import Postgres
import Routing
import Testing
@testable import Hookswitch

@Suite struct SpoolShipperTests {
    /// A spool of one lane, a shipper, and a database to ship to.
    struct Bundle {
        let directory: String
        let pool: ConnectionPool
        let spool: Spool
        let shipper: SpoolShipper

        var lane: SpoolLane { self.spool.lane(0) }

        init(
            _ directory: String,
            _ pool: ConnectionPool,
            laneCount: Int = 1,
            limits: SpoolLimits = SpoolLimits(),
            logger: Logger = SpoolFixture.logger,
            now: @escaping @Sendable () -> Moment = { .now() }
        ) throws {
            self.directory = directory
            self.pool = pool
            self.spool = try SpoolFixture.open(directory, laneCount: laneCount, limits: limits, logger: logger)
            self.shipper = SpoolShipper(spool: self.spool, database: Database(pool: pool), logger: logger, now: now)
        }

        static func with(
            laneCount: Int = 1,
            limits: SpoolLimits = SpoolLimits(),
            logger: Logger = SpoolFixture.logger,
            now: @escaping @Sendable () -> Moment = { .now() },
            _ body: (Bundle) async throws -> Void
        ) async throws {
            try await TestDatabase.withDatabase { pool in
                try await TemporaryDirectory.withDirectory { directory in
                    let bundle = try Bundle(
                        directory,
                        pool,
                        laneCount: laneCount,
                        limits: limits,
                        logger: logger,
                        now: now
                    )
                    try await body(bundle)
                }
            }
        }

        func write(_ count: Int) throws {
            for _ in 0..<count { _ = self.lane.append(try SpoolFixture.record()) }
            self.lane.flush()
        }

        /// Ships until nothing is left; failures are tried again, as the service does.
        func shipAll(attemptCount: Int = 100) async throws {
            for attempt in 1...attemptCount {
                do {
                    while try await !self.shipper.runOnce().isCaughtUp {}
                    return
                } catch {
                    if attempt == attemptCount { throw error }
                }
            }
        }

        func count(_ table: String) async throws -> Int64 {
            try await self.pool.withTransaction { transaction in
                let rows = try await transaction.query("SELECT count(*) AS count FROM hookswitch.\(unsafe: table)")
                return try rows.first?.decode("count", as: Int64.self) ?? -1
            }
        }

        /// The sequences of a writer that are in the table, in order, twice if they are there twice.
        func sequences(of writer: UUID) async throws -> [Int64] {
            try await self.pool.withTransaction { transaction in
                try await transaction.query(
                    "SELECT sequence FROM hookswitch.decision WHERE writer_id = \(writer) ORDER BY sequence"
                ).map { try $0.decode("sequence", as: Int64.self) }
            }
        }

        /// What Postgres says is missing of a writer: how many, by the last of each gap.
        func gaps(of writer: UUID) async throws -> [Int64: Int64] {
            try await self.pool.withTransaction { transaction in
                let rows = try await transaction.query(
                    "SELECT sequence, count FROM hookswitch.decision_gap WHERE writer_id = \(writer)"
                )
                let pairs = try rows.map {
                    (try $0.decode("sequence", as: Int64.self), try $0.decode("count", as: Int64.self))
                }
                return Dictionary(uniqueKeysWithValues: pairs)
            }
        }

        /// What lies in the quarantine.
        func filesAside() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: self.directory + "/corrupt").sorted()
        }

        func run(_ script: String) async throws {
            try await self.pool.withTransaction { try await $0.run(script: script) }
        }
    }

    @Test func everyFieldArrivesAsItWas() async throws {
        try await Bundle.with { bundle in
            let record = try SpoolFixture.record()
            let id = bundle.lane.append(record)
            bundle.lane.flush()

            let progress = try await bundle.shipper.runOnce()

            #expect(progress == ShipProgress(shippedCount: 1, refusedCount: 0, isCaughtUp: true))
            let found = try await DecisionStore(database: Database(pool: bundle.pool)).find(id)
            let row = try #require(found)
            #expect(row.id == id && row.tenantID == record.tenantID && row.decidedAt == record.decidedAt)
            #expect(row.writer == bundle.lane.writer && row.sequence == 1)
            #expect(row.outcome == record.decision.outcome && row.choice == record.decision.choice)
            #expect(row.pool == record.pool && row.target == record.decision.target)
            #expect(row.tenantVersion == record.tenantVersion && row.callerFact == record.callerFact)
            #expect(row.callerDigest == record.callerIdentity?.digest && row.callerMask == record.callerIdentity?.mask)
            #expect(row.isCallerSealed && row.callID == record.callID && row.targetID == record.targetID)
            #expect(row.durationMicroseconds == record.durationMicroseconds)
            #expect(row.lookup == #"{"ms": 41, "tables": ["contact"]}"#)
        }
    }

    @Test func everyOutcomeAndEveryStateOfTheCallerFitsTheColumns() async throws {
        try await Bundle.with { bundle in
            var random = SeededRandom(state: 11)
            var count: Int64 = 0
            for _ in 0..<500 {
                let drawn = try SpoolFixture.randomRecord(using: &random)
                _ = bundle.lane.append(drawn.decided(at: .now()))
                count += 1
            }
            bundle.lane.flush()

            try await bundle.shipAll()

            #expect(try await bundle.count("decision") == count)
            #expect(bundle.spool.statistics.quarantinedCount == 0)
            let rows = try await DecisionStore(database: Database(pool: bundle.pool)).list(
                DecisionSearch(scope: nil, limit: 200)
            )
            #expect(rows.count == 200)
        }
    }

    @Test func passingAgainShipsNothingTwice() async throws {
        try await Bundle.with { bundle in
            try bundle.write(10)

            try await bundle.shipAll()
            let again = try await bundle.shipper.runOnce()

            #expect(again.shippedCount == 0)
            #expect(try await bundle.sequences(of: bundle.lane.writer) == Array(1...10))
            #expect(bundle.spool.statistics.depth == 0)
            #expect(bundle.spool.statistics.oldestUnshippedAt == nil)
        }
    }

    @Test func shippedFilesAreDeletedTheLastOneTooWhenTheServiceEnds() async throws {
        var limits = SpoolLimits()
        limits.segmentByteCount = 5000
        try await Bundle.with(limits: limits) { bundle in
            for _ in 0..<20 { try bundle.write(10) }
            #expect(try SpoolFixture.files(bundle.directory).count > 5)

            try await bundle.shipAll()
            _ = await bundle.spool.backlog.rotateShipped(isEnding: true, at: .now())
            try await bundle.shipAll()
            await bundle.spool.close()

            #expect(try SpoolFixture.files(bundle.directory).isEmpty)
            #expect(bundle.spool.statistics.byteCount == 0)
            #expect(try await bundle.count("decision") == 200)
        }
    }

    @Test func aFullSpoolThatIsShippedTakesRecordsAgainAndTellsTheGapToPostgres() async throws {
        var limits = SpoolLimits()
        limits.maximumByteCount = 3000
        try await Bundle.with(limits: limits) { bundle in
            for _ in 0..<20 { try bundle.write(1) }
            let lost = bundle.spool.statistics.lostCount
            #expect(lost > 0)

            try await bundle.shipAll()
            try bundle.write(1)
            try await bundle.shipAll()

            #expect(try await Array(bundle.gaps(of: bundle.lane.writer).values) == [Int64(lost)])
            #expect(try await bundle.count("decision") == Int64(21 - lost))
        }
    }

    @Test func twoLanesAreShippedSideBySide() async throws {
        try await Bundle.with(laneCount: 2) { bundle in
            for index in 0..<2 {
                for _ in 0..<50 { _ = bundle.spool.lane(index).append(try SpoolFixture.record()) }
                bundle.spool.lane(index).flush()
            }

            try await bundle.shipAll()

            for index in 0..<2 {
                #expect(try await bundle.sequences(of: bundle.spool.lane(index).writer) == Array(1...50))
            }
        }
    }

    @Test func decisionsOfLastMonthGoIntoLastMonthsPartition() async throws {
        try await Bundle.with { bundle in
            let now = Moment.now().microseconds
            let days: [Int64] = [0, 40, 80, 400]
            for day in days {
                let moment = Moment(microseconds: now - day * 86_400_000_000)
                _ = bundle.lane.append(try SpoolFixture.record(at: moment))
            }
            bundle.lane.flush()

            try await bundle.shipAll()

            let partitions = try await bundle.pool.withTransaction { transaction in
                try await transaction.query("SELECT DISTINCT tableoid::regclass::text AS name FROM hookswitch.decision")
            }
            #expect(partitions.count == days.count)
        }
    }

    @Test func whatPostgresRefusesIsSetAsideAndAllOthersArrive() async throws {
        try await Bundle.with { bundle in
            let year2400 = Moment(microseconds: 13_569_465_600_000_000)
            for index in 1...100 {
                switch index {
                case 13: _ = bundle.lane.append(try SpoolFixture.record(at: year2400))
                case 14: _ = bundle.lane.append(try SpoolFixture.record(at: Moment(microseconds: .max)))
                case 15: _ = bundle.lane.append(try SpoolFixture.record(at: Moment(microseconds: .min)))
                case 50: _ = bundle.lane.append(try SpoolFixture.record(lookup: "{not JSON"))
                case 51: _ = bundle.lane.append(try SpoolFixture.record(lookup: #"{"a":"\u0000"}"#))
                case 100: _ = bundle.lane.append(try SpoolFixture.record(callID: "a\0b"))
                default: _ = bundle.lane.append(try SpoolFixture.record())
                }
            }
            bundle.lane.flush()

            try await bundle.shipAll()
            try bundle.write(1)
            try await bundle.shipAll()

            let refused: Set<Int64> = [13, 14, 15, 50, 51, 100]
            #expect(
                try await bundle.sequences(of: bundle.lane.writer) == (1...101).filter { !refused.contains($0) }
            )
            #expect(try await bundle.gaps(of: bundle.lane.writer) == [15: 3, 50: 1, 51: 1, 100: 1])
            #expect(bundle.spool.statistics.refusedCount == refused.count)
            #expect(bundle.spool.statistics.unreadableCount == 0)
            #expect(bundle.spool.statistics.shippedCount == 101 - refused.count)
            // Those of a time that Postgres does not keep lie together.
            #expect(try bundle.filesAside().count == 4)
        }
    }

    @Test func aPrivilegeThatIsMissingSetsNothingAsideItWaits() async throws {
        try await Bundle.with { bundle in
            try bundle.write(5)
            try await bundle.run("REVOKE INSERT ON hookswitch.decision FROM hookswitch_fleet")
            await #expect(throws: PostgresError.self) { try await bundle.shipper.runOnce() }

            try await bundle.run("GRANT INSERT ON hookswitch.decision TO hookswitch_fleet")
            try await bundle.shipAll()

            #expect(try await bundle.sequences(of: bundle.lane.writer) == Array(1...5))
            #expect(bundle.spool.statistics.quarantinedCount == 0)
        }
    }

    @Test func aCursorThatWasSetBackShipsAgainWhatIsStillThereAndNoRowTwice() async throws {
        try await Bundle.with { bundle in
            try bundle.write(10)
            try await bundle.shipAll()
            try await bundle.run("UPDATE hookswitch.spool_cursor SET sequence = 4")

            try bundle.write(5)
            try await bundle.shipAll()

            #expect(try await bundle.sequences(of: bundle.lane.writer) == Array(1...15))
        }
    }
}

extension DecisionRecord {
    /// The same, decided at another moment.
    func decided(at moment: Moment) -> DecisionRecord {
        DecisionRecord(
            tenantID: self.tenantID,
            decidedAt: moment,
            decision: self.decision,
            pool: self.pool,
            tenantVersion: self.tenantVersion,
            callerFact: self.callerFact,
            callerIdentity: self.callerIdentity,
            callID: self.callID,
            targetID: self.targetID,
            lookup: self.lookup,
            durationMicroseconds: self.durationMicroseconds
        )
    }
}
