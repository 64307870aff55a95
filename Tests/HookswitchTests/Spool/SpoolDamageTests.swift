import Foundation
import HookswitchTesting
import Logging
import Postgres
import Testing
@testable import Hookswitch

@Suite struct SpoolDamageTests {
    typealias Bundle = SpoolShipperTests.Bundle

    /// Leaves a dead writer's file of some records behind.
    private static func leave(_ count: Int, in directory: String) async throws -> String {
        let spool = try SpoolFixture.open(directory)
        for _ in 0..<count { _ = spool.lane(0).append(try SpoolFixture.record()) }
        await spool.close()
        return try #require(try SpoolFixture.files(directory).first)
    }

    private static func change(_ path: String, _ body: (inout [UInt8]) -> Void) throws {
        var bytes = [UInt8](FileManager.default.contents(atPath: path) ?? Data())
        body(&bytes)
        try Data(bytes).write(to: URL(filePath: path))
    }

    @Test func aTornEndCostsTheTornRecordAlone() async throws {
        try await TestDatabase.withDatabase { pool in
            try await TemporaryDirectory.withDirectory { directory in
                let file = try await Self.leave(10, in: directory)
                try Self.change("\(directory)/\(file)") { $0.removeLast(5) }

                let log = RecordedLog()
                let bundle = try Bundle(directory, pool, logger: log.logger)
                try await bundle.shipAll()

                #expect(try await bundle.count("decision") == 9)
                #expect(bundle.spool.statistics.tornCount == 1)
                #expect(bundle.spool.statistics.corruptCount == 0)
                let said = "A spool file ends within a record, as a power cut leaves it; that end is set aside"
                #expect(log.messages(.warning).count { $0 == said } == 1)
                #expect(try !SpoolFixture.files(directory).contains(file))
            }
        }
    }

    @Test func damageInTheMiddleSetsTheRestAsideAndLaterWritersAreShipped() async throws {
        try await TestDatabase.withDatabase { pool in
            try await TemporaryDirectory.withDirectory { directory in
                let file = try await Self.leave(10, in: directory)
                let size = try Self.size("\(directory)/\(file)")
                try Self.change("\(directory)/\(file)") { $0[$0.count / 2] ^= 1 }

                let log = RecordedLog()
                let bundle = try Bundle(directory, pool, logger: log.logger)
                try bundle.write(3)
                try await bundle.shipAll()

                #expect(try await bundle.count("decision") == 5 + 3)
                #expect(bundle.spool.statistics.corruptCount == 1)
                #expect(log.messages(.error) == ["A spool file is damaged; what follows in it is set aside"])
                let aside = try bundle.filesAside()
                #expect(aside.count == 1)
                #expect(try Self.size("\(directory)/corrupt/\(aside[0])") == size / 2)
                #expect(try !SpoolFixture.files(directory).contains(file))
            }
        }
    }

    @Test func damageInTheFileThatALaneWritesStopsNeitherTheLaneNorTheShipper() async throws {
        try await Bundle.with { bundle in
            try bundle.write(10)
            let path = try "\(bundle.directory)/\(#require(try SpoolFixture.files(bundle.directory).first))"
            let descriptor = open(path, O_WRONLY)
            #expect(pwrite(descriptor, "x", 1, 100) == 1)
            close(descriptor)

            try await bundle.shipAll()
            #expect(bundle.spool.statistics.depth == 0)
            #expect(bundle.spool.statistics.oldestUnshippedAt == nil)
            try bundle.write(5)
            try await bundle.shipAll()

            #expect(try await bundle.sequences(of: bundle.lane.writer) == Array(11...15))
            #expect(try await bundle.gaps(of: bundle.lane.writer) == [10: 10])
            #expect(bundle.spool.statistics.shippedCount == 5)
            #expect(bundle.spool.statistics.corruptCount == 1)
        }
    }

    @Test func aFileThatSomebodyDeletedCostsItsRecordsAlone() async throws {
        var limits = SpoolLimits()
        limits.segmentByteCount = 1
        try await Bundle.with(limits: limits) { bundle in
            for _ in 0..<5 { try bundle.write(1) }
            try FileManager.default.removeItem(
                atPath: "\(bundle.directory)/\(try SpoolFixture.files(bundle.directory)[2])"
            )

            try await bundle.shipAll()

            #expect(try await bundle.sequences(of: bundle.lane.writer) == [1, 2, 4, 5])
            #expect(try await bundle.gaps(of: bundle.lane.writer) == [3: 1])
        }
    }

    @Test func filesOfChanceNeverStopTheShipper() async throws {
        try await TestDatabase.withDatabase { pool in
            try await TemporaryDirectory.withDirectory { directory in
                var random = SeededRandom(state: 21)
                for _ in 0..<200 {
                    let name = SegmentName(writer: UUID(high: random.next(), low: random.next()), number: 1).text
                    let count = Int.random(in: 0...400, using: &random)
                    let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
                    try Data(bytes).write(to: URL(filePath: "\(directory)/\(name)"))
                }

                let bundle = try Bundle(directory, pool)
                try bundle.write(1)
                try await bundle.shipAll()

                #expect(try await bundle.count("decision") == 1)
                #expect(try SpoolFixture.files(directory).count <= 2)
            }
        }
    }

    @Test func aRecordOfAnotherVersionIsSetAsideOnceHoweverOftenItIsRead() async throws {
        try await TestDatabase.withDatabase { pool in
            try await TemporaryDirectory.withDirectory { directory in
                let writer = UUID(high: 7, low: 7)
                try Self.frames(3, unknown: 2).write(
                    to: URL(filePath: "\(directory)/\(SegmentName(writer: writer, number: 1).text)")
                )
                let log = RecordedLog()
                let bundle = try Bundle(directory, pool, logger: log.logger)
                try await bundle.run("REVOKE INSERT ON hookswitch.decision FROM hookswitch_fleet")
                for _ in 0..<3 { await #expect(throws: PostgresError.self) { try await bundle.shipper.runOnce() } }

                try await bundle.run("GRANT INSERT ON hookswitch.decision TO hookswitch_fleet")
                try await bundle.shipAll()

                #expect(try await bundle.sequences(of: writer) == [1, 3])
                #expect(try await bundle.gaps(of: writer) == [2: 1])
                #expect(bundle.spool.statistics.unreadableCount == 1)
                #expect(bundle.spool.statistics.leftoverShippedCount == 2)
                #expect(try bundle.filesAside().count == 1)
                #expect(log.messages(.error) == ["This version cannot read a record of the spool; it is set aside"])
            }
        }
    }

    /// Frames of which one has a version that no binary knows, and a checksum that is right.
    private static func frames(_ count: Int64, unknown: Int64) throws -> Data {
        var bytes: [UInt8] = []
        for sequence in 1...count {
            var encoder = SpoolEncoder()
            encoder.append(try SpoolFixture.record(), sequence: sequence)
            var frame = encoder.bytes
            if sequence == unknown {
                frame[SpoolFrame.headByteCount] = 200
                let checksum = CRC32C.checksum(frame, in: SpoolFrame.headByteCount..<frame.count)
                withUnsafeBytes(of: checksum.littleEndian) { frame.replaceSubrange(4..<8, with: $0) }
            }
            bytes += frame
        }
        return Data(bytes)
    }

    private static func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? -1
    }
}
