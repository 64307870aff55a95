import Foundation
import HookswitchTesting
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

                let bundle = try Bundle(directory, pool)
                try await bundle.shipAll()

                #expect(try await bundle.count("decision") == 9)
                #expect(bundle.spool.statistics.tornCount == 1)
                #expect(bundle.spool.statistics.corruptCount == 0)
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

                let bundle = try Bundle(directory, pool)
                try bundle.write(3)
                try await bundle.shipAll()

                #expect(try await bundle.count("decision") == 5 + 3)
                #expect(bundle.spool.statistics.corruptCount == 1)
                let aside = try FileManager.default.contentsOfDirectory(atPath: directory + "/corrupt")
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
            try bundle.write(5)
            try await bundle.shipAll()

            #expect(try await bundle.sequences(of: bundle.lane.writer) == Array(11...15))
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

    private static func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? -1
    }
}
