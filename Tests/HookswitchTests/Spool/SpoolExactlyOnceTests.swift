import Foundation
import HookswitchTesting
import Postgres
import Schema
import ServiceLifecycle
import Testing
@testable import Hookswitch

@Suite struct SpoolExactlyOnceTests {
    typealias Bundle = SpoolShipperTests.Bundle

    /// Ends the session that runs it, the first `count` times; the sequence is not rolled back with the rest.
    private static func fuse(count: Int) -> String {
        """
        CREATE SEQUENCE public.fuse;
        CREATE FUNCTION public.burn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN
            IF nextval('public.fuse') <= \(count) THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
            RETURN NULL;
        END $$;
        """
    }

    @Test func aSessionThatDiesBetweenInsertAndCommitLeavesEachDecisionOnce() async throws {
        var limits = SpoolLimits()
        limits.batchRecordCount = 7
        try await Bundle.with(limits: limits) { bundle in
            try await bundle.run(
                Self.fuse(count: 5)
                    + "CREATE TRIGGER burn AFTER INSERT ON hookswitch.decision EXECUTE FUNCTION public.burn();"
            )
            try bundle.write(100)

            try await bundle.shipAll()

            #expect(try await bundle.sequences(of: bundle.lane.writer) == Array(1...100))
            #expect(bundle.spool.statistics.shippedCount == 100)
            #expect(try await bundle.count("decision_gap") == 0)
        }
    }

    @Test func aSessionThatDiesInTheMiddleOfItsCommitLeavesEachDecisionOnce() async throws {
        var limits = SpoolLimits()
        limits.batchRecordCount = 7
        try await Bundle.with(limits: limits) { bundle in
            try await bundle.run(
                Self.fuse(count: 5)
                    + """
                    CREATE CONSTRAINT TRIGGER burn AFTER INSERT OR UPDATE ON hookswitch.spool_cursor
                        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.burn();
                    """
            )
            try bundle.write(100)

            try await bundle.shipAll()

            #expect(try await bundle.sequences(of: bundle.lane.writer) == Array(1...100))
            #expect(bundle.spool.statistics.shippedCount == 100)
            #expect(try await bundle.count("decision_gap") == 0)
        }
    }

    @Test func aCommitWhoseAnswerIsLostIsNotDoneAgain() async throws {
        try await TestDatabase.withTestDatabase { database in
            try await TemporaryDirectory.withDirectory { directory in
                let proxy = try CommitCutter(
                    server: database.server.socketDirectory + "/.s.PGSQL.5432",
                    directory: directory,
                    cutCount: 4
                )
                let url = try DatabaseURL(
                    parsing: "host=\(proxy.socketDirectory) port=5432 user=postgres dbname=\(database.name)"
                )
                let pool = ConnectionPool(url: url, logger: SpoolFixture.logger)
                var limits = SpoolLimits()
                limits.batchRecordCount = 10
                let bundle = try Bundle(directory + "/spool", pool, limits: limits)
                try bundle.write(100)

                try await bundle.shipAll()

                #expect(try await bundle.sequences(of: bundle.lane.writer) == Array(1...100))
                #expect(proxy.remainingCutCount <= 0)
                #expect(bundle.spool.statistics.shippedCount == 100)
                #expect(try await bundle.count("decision_gap") == 0)
                await pool.shutdown()
                proxy.close()
            }
        }
    }

    @Test func aProcessThatIsKilledLosesNothingAndTheNextStartShipsIt() async throws {
        try await TestDatabase.withDatabase { pool in
            try await TemporaryDirectory.withDirectory { directory in
                for _ in 0..<3 {
                    await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
                        let spool = try SpoolFixture.open(directory, laneCount: 2)
                        for index in 0..<2 {
                            for _ in 0..<500 { _ = spool.lane(index).append(try SpoolFixture.record()) }
                            spool.lane(index).flush()
                        }
                        kill(getpid(), SIGKILL)
                    }
                }
                let bundle = try Bundle(directory, pool)
                try bundle.write(10)

                try await bundle.shipAll()

                #expect(try await bundle.count("decision") == 3010)
                #expect(try await bundle.count("spool_cursor") == 7)
                #expect(bundle.spool.statistics.leftoverShippedCount == 3000)
                #expect(bundle.spool.statistics.oldestUnshippedAt == nil)
                #expect(
                    try SpoolFixture.files(directory).allSatisfy {
                        $0.hasPrefix(bundle.lane.writer.uuidString.lowercased())
                    }
                )
            }
        }
    }

    @Test func aProcessThatDiesBetweenCommitAndDeletionShipsNothingTwice() async throws {
        try await TestDatabase.withDatabase { pool in
            try await TemporaryDirectory.withDirectory { directory in
                let copy = directory + ".copy"
                let writer: UUID
                do {
                    let bundle = try Bundle(directory, pool)
                    writer = bundle.lane.writer
                    try bundle.write(300)
                    await bundle.spool.close()
                    try FileManager.default.copyItem(atPath: directory, toPath: copy)
                    try await bundle.shipAll()
                }

                let next = try Bundle(copy, pool)
                try await next.shipAll()

                #expect(try await next.sequences(of: writer) == Array(1...300))
                #expect(next.spool.statistics.leftoverShippedCount == 0)
                #expect(try SpoolFixture.files(copy).allSatisfy { !$0.hasPrefix(writer.uuidString.lowercased()) })
                try FileManager.default.removeItem(atPath: copy)
            }
        }
    }

    @Test func twoShippersOfTheSameFilesShipEachDecisionOnce() async throws {
        try await TestDatabase.withDatabase { pool in
            try await TemporaryDirectory.withDirectory { directory in
                var limits = SpoolLimits()
                limits.batchRecordCount = 10
                let copy = directory + ".copy"
                let writer: UUID
                do {
                    let spool = try SpoolFixture.open(directory)
                    writer = spool.lane(0).writer
                    for _ in 0..<500 { _ = spool.lane(0).append(try SpoolFixture.record()) }
                    await spool.close()
                    try FileManager.default.copyItem(atPath: directory, toPath: copy)
                }
                let bundles = [try Bundle(directory, pool, limits: limits), try Bundle(copy, pool, limits: limits)]

                try await withThrowingTaskGroup(of: Void.self) { group in
                    for bundle in bundles { group.addTask { try await bundle.shipAll(attemptCount: 1000) } }
                    try await group.waitForAll()
                }

                #expect(try await bundles[0].sequences(of: writer) == Array(1...500))
                try FileManager.default.removeItem(atPath: copy)
            }
        }
    }

    @Test func theServiceShipsWhilePostgresComesAndGoesAndDrainsWhenItEnds() async throws {
        let server = try await PrivateServer.ephemeral(logger: SpoolFixture.logger)
        let pool = ConnectionPool(url: server.url(), logger: SpoolFixture.logger)
        try await Migrator(pool: pool).up()
        try await TemporaryDirectory.withDirectory { directory in
            let bundle = try Bundle(directory, pool, laneCount: 2)
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: [
                        .init(service: bundle.spool), .init(service: bundle.shipper),
                    ],
                    logger: SpoolFixture.logger
                )
            )
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await group.run() }
                try bundle.write(100)
                try await bundle.awaitDepth(0)

                try await server.stop(.immediate)
                try bundle.write(100)
                try await server.start()
                try await bundle.awaitDepth(0)
                try bundle.write(100)
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }

            #expect(try await bundle.sequences(of: bundle.lane.writer) == Array(1...300))
            #expect(try SpoolFixture.files(directory).isEmpty)
        }
        await pool.shutdown()
        try await server.stop(.immediate)
    }
}

extension SpoolShipperTests.Bundle {
    /// Waits until so many decisions wait to be shipped.
    func awaitDepth(_ depth: Int) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(60)
        while self.spool.statistics.depth != depth {
            guard clock.now < deadline else {
                Issue.record("still \(self.spool.statistics)")
                return
            }
            try await clock.sleep(for: .milliseconds(5))
        }
    }
}
