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

    /// The way of "Decisions that are missing" in deploy/README.md.
    @Test func whatWasSetAsideIsShippedAgainOnceSomebodyHasMendedIt() async throws {
        try await Bundle.with { bundle in
            let writer = bundle.lane.writer
            let name = writer.uuidString.lowercased()
            try bundle.write(2)
            let mistake = "ADD CONSTRAINT mistake CHECK (sequence NOT IN (3, 5))"
            try await bundle.run("ALTER TABLE hookswitch.decision \(mistake)")
            try bundle.write(4)
            try await bundle.shipAll()
            #expect(try await bundle.sequences(of: writer) == [1, 2, 4, 6])
            #expect(try bundle.filesAside() == ["\(name)-entry-3", "\(name)-entry-5"])
            await bundle.spool.close()

            try await bundle.run("ALTER TABLE hookswitch.decision DROP CONSTRAINT mistake")
            // Doing one of them twice is no harm.
            for sequence in [3, 5, 5] {
                try await TemporaryDirectory.withDirectory { directory in
                    try FileManager.default.copyItem(
                        atPath: "\(bundle.directory)/corrupt/\(name)-entry-\(sequence)",
                        toPath: "\(directory)/\(name)-00000001.spool"
                    )
                    try await bundle.run(Self.steps(writer: name, first: sequence))
                    let again = try Bundle(directory, bundle.pool)
                    try await again.shipAll()
                    #expect(again.spool.statistics.leftoverShippedCount == 1)
                    await again.spool.close()
                }
            }

            #expect(try await bundle.sequences(of: writer) == [1, 2, 3, 4, 5, 6])
            #expect(try await bundle.gaps(of: writer).isEmpty)
        }
    }

    /// What deploy/README.md has between the lines of SQL for this.
    private static func steps(writer: String, first: Int) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "deploy/README.md"), encoding: .utf8)
        let begin = try #require(page.range(of: "```sql\nBEGIN;"))
        let end = try #require(page[begin.upperBound...].range(of: "COMMIT;"))
        return String(page[begin.upperBound..<end.lowerBound]).replacing("WRITER", with: writer)
            .replacing("FIRST", with: String(first))
    }
}
