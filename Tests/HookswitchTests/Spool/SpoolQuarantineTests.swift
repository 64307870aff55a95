import Foundation
import HookswitchTesting
import Logging
import Postgres
import Testing
@testable import Hookswitch

@Suite struct SpoolQuarantineTests {
    typealias Bundle = SpoolShipperTests.Bundle

    private static func refuse(_ count: Int, by bundle: Bundle) async throws {
        for _ in 0..<count { _ = bundle.lane.append(try SpoolFixture.record(lookup: "{not JSON")) }
        bundle.lane.flush()
        try await bundle.shipAll()
    }

    @Test func aFullQuarantineIsSaidLoudlyOnceAndTheGapsAreStillRecorded() async throws {
        var limits = SpoolLimits()
        limits.maximumQuarantinedFileCount = 2
        let log = RecordedLog()
        try await Bundle.with(limits: limits, logger: log.logger) { bundle in
            try await Self.refuse(5, by: bundle)

            #expect(try bundle.filesAside().count == 2)
            #expect(log.messages(.critical).count == 1)
            #expect(bundle.spool.statistics.refusedCount == 5)
            #expect(bundle.spool.statistics.discardedCount == 3)
            #expect(try await bundle.gaps(of: bundle.lane.writer) == [1: 1, 2: 1, 3: 1, 4: 1, 5: 1])
        }
    }

    @Test func aQuarantineInWhichSomebodyMakesRoomKeepsAgainAndIsSaidToBeFullAgain() async throws {
        var limits = SpoolLimits()
        limits.maximumQuarantinedFileCount = 1
        let log = RecordedLog()
        try await Bundle.with(limits: limits, logger: log.logger) { bundle in
            try await Self.refuse(2, by: bundle)
            try FileManager.default.removeItem(atPath: bundle.directory + "/corrupt")

            try await Self.refuse(2, by: bundle)

            #expect(try bundle.filesAside().count == 1)
            #expect(bundle.spool.statistics.discardedCount == 2)
            #expect(log.messages(.critical).count == 2)
        }
    }

    @Test func theSameNameTakesTheRoomOfOneFile() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            var quarantine = SpoolQuarantine(directory: try SpoolDirectory(directory), maximumFileCount: 1)

            let kept = [try quarantine.keep([1], as: "a"), try quarantine.keep([2], as: "a")]
            let other = try quarantine.keep([3], as: "b")

            #expect(kept == [true, true])
            #expect(!other)
            #expect(FileManager.default.contents(atPath: directory + "/corrupt/a") == Data([2]))
            #expect(SpoolQuarantine.fileCount(inSpool: directory) == 1)
        }
    }

    @Test func aSpoolWithoutAQuarantineHasNoFilesInIt() throws {
        #expect(SpoolQuarantine.fileCount(inSpool: "/nonexistent") == 0)
    }
}
