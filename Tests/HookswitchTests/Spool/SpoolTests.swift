import Foundation
import HookswitchTesting
import Telemetry
import Testing
@testable import Hookswitch

@Suite struct SpoolTests {
    @Test func aMissingDirectoryIsMadeForItsOwnerAloneAndSoAreItsFiles() async throws {
        try await TemporaryDirectory.withDirectory { parent in
            let directory = parent + "/spool"

            let spool = try SpoolFixture.open(directory)
            _ = spool.lane(0).append(try SpoolFixture.record())
            spool.lane(0).flush()

            #expect(try Self.permissions(directory) == 0o700)
            let files = try FileManager.default.contentsOfDirectory(atPath: directory)
            #expect(files.count >= 2)
            for file in files { #expect(try Self.permissions("\(directory)/\(file)") == 0o600) }
        }
    }

    @Test func aDirectoryThatAnotherSpoolHasIsRefusedWithWhoHasIt() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let first = try SpoolFixture.open(directory)

            let error = #expect(throws: SpoolError.self) { try SpoolFixture.open(directory) }

            #expect(error == .held(path: directory, holder: "process \(getpid())"))
            #expect(error?.description.contains("stop that process") == true)
            withExtendedLifetime(first) {}
        }
    }

    @Test func aDirectoryIsFreeAgainOnceItsSpoolIsGone() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            do { _ = try SpoolFixture.open(directory) }

            #expect(throws: Never.self) { try SpoolFixture.open(directory) }
        }
    }

    @Test func aPathThatIsAFileIsRefused() async throws {
        try await TemporaryDirectory.withDirectory { parent in
            let path = parent + "/file"
            try Data().write(to: URL(filePath: path))

            #expect(throws: SpoolError.notADirectory(path: path)) { try SpoolFixture.open(path) }
            #expect(throws: SpoolError.notADirectory(path: path + "/below")) { try SpoolFixture.open(path + "/below") }
        }
    }

    @Test func aPathWhoseParentIsMissingIsRefusedWithHowToMendIt() async throws {
        try await TemporaryDirectory.withDirectory { parent in
            let path = parent + "/missing/spool"

            let error = #expect(throws: SpoolError.self) { try SpoolFixture.open(path) }

            #expect(error == .unusable(path: path, code: ENOENT))
            #expect(error?.description.contains("install -d -m 0700") == true)
        }
    }

    @Test func anyNumberNamesALane() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let spool = try SpoolFixture.open(directory, laneCount: 3)

            #expect(spool.lane(0) !== spool.lane(1))
            #expect(spool.lane(4) === spool.lane(1))
            for index in [Int.min, -1, .max] { _ = spool.lane(index) }
        }
    }

    @Test func closingLeavesWhatWasWrittenAndNoEmptyFiles() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let spool = try SpoolFixture.open(directory, laneCount: 2)
            _ = spool.lane(0).append(try SpoolFixture.record())

            await spool.close()

            #expect(try SpoolFixture.files(directory).count == 1)
            #expect(try SpoolFixture.entries(directory).count == 1)
        }
    }

    @Test func everyFlushThatWritesIsTimedAndNoOther() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let metrics = MetricRegistry()
            let spool = try Spool.open(
                directory: directory,
                laneCount: 2,
                metrics: metrics,
                logger: SpoolFixture.logger
            )

            for index in 0..<2 {
                spool.lane(index).flush()
                for _ in 0..<3 { _ = spool.lane(index).append(try SpoolFixture.record()) }
                spool.lane(index).flush()
            }

            #expect(metrics.render().contains("\nhookswitch_spool_flush_duration_seconds_count 2\n"))
        }
    }

    private static func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
