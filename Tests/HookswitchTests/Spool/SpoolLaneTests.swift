import Foundation
import HookswitchTesting
import Testing
@testable import Hookswitch

@Suite struct SpoolLaneTests {
    @Test func aRecordIsInItsFileOnceItIsFlushedAndNotBefore() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let lane = try SpoolFixture.open(directory).lane(0)
            let record = try SpoolFixture.record()

            let id = lane.append(record)
            #expect(try SpoolFixture.entries(directory).isEmpty)
            lane.flush()

            #expect(try SpoolFixture.entries(directory) == [.decision(SpooledDecision(record, sequence: 1))])
            #expect(id == DecisionID(decidedAt: record.decidedAt, writer: lane.writer, sequence: 1))
        }
    }

    @Test func lanesWriteTheirOwnFilesAndNumberFromOne() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            let spool = try SpoolFixture.open(directory, laneCount: 2)

            for index in 0..<2 {
                _ = spool.lane(index).append(try SpoolFixture.record())
                spool.lane(index).flush()
            }

            #expect(try SpoolFixture.entries(directory).map(\.sequence) == [1, 1])
            #expect(spool.lane(0).writer != spool.lane(1).writer)
        }
    }

    @Test func aFileThatIsFullIsFollowedByTheNextAndNothingIsLostBetween() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            var limits = SpoolLimits()
            limits.segmentByteCount = 2000
            let spool = try SpoolFixture.open(directory, limits: limits)

            for index in 0..<100 {
                _ = spool.lane(0).append(try SpoolFixture.record())
                spool.lane(0).flush()
                if index % 7 == 0 { await spool.sync() }
            }

            #expect(try SpoolFixture.entries(directory).map(\.sequence) == Array(1...100))
            #expect(try SpoolFixture.files(directory).count > 5)
            #expect(spool.statistics.spooledCount == 100)
        }
    }

    @Test func aFullSpoolLosesRecordsCountsThemAndSaysSoOnceThereIsRoom() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            var limits = SpoolLimits()
            limits.maximumByteCount = 1000
            let spool = try SpoolFixture.open(directory, limits: limits)
            let lane = spool.lane(0)

            for index in 1...10 {
                _ = lane.append(try SpoolFixture.record(at: Moment(microseconds: Int64(index))))
                lane.flush()
            }

            let kept = try SpoolFixture.entries(directory).count
            #expect((1..<10).contains(kept))
            #expect(spool.statistics.lostCount == 10 - kept)
            #expect(spool.statistics.lastFailure == 0)
            #expect(spool.statistics.byteCount <= 1000)
        }
    }

    @Test func aDirectoryThatIsGoneCostsRecordsAndNotTheProcessAndTheGapIsToldWhenItIsBack()
        async throws
    {
        try await TemporaryDirectory.withDirectory { parent in
            let directory = parent + "/spool"
            var limits = SpoolLimits()
            limits.segmentByteCount = 1
            let spool = try SpoolFixture.open(directory, limits: limits)
            let lane = spool.lane(0)
            func write(_ moment: Int64) throws {
                _ = lane.append(try SpoolFixture.record(at: Moment(microseconds: moment)))
                lane.flush()
            }

            try write(1)
            try FileManager.default.moveItem(atPath: directory, toPath: directory + ".away")
            for moment in Int64(2)...6 { try write(moment) }
            try FileManager.default.moveItem(atPath: directory + ".away", toPath: directory)
            try write(7)

            let entries = try SpoolFixture.entries(directory)
            let gap = SpooledGap(
                sequence: 6,
                count: 5,
                firstAt: Moment(microseconds: 2),
                lastAt: Moment(microseconds: 6)
            )
            #expect(entries.map(\.sequence) == [1, 6, 7])
            #expect(entries.dropFirst().first == .gap(gap))
            #expect(spool.statistics.lostCount == 5)
        }
    }

    @Test func aGapIsToldWithoutAnotherCall() async throws {
        try await TemporaryDirectory.withDirectory { parent in
            let directory = parent + "/spool"
            var limits = SpoolLimits()
            limits.segmentByteCount = 1
            let spool = try SpoolFixture.open(directory, limits: limits)
            let lane = spool.lane(0)
            try FileManager.default.moveItem(atPath: directory, toPath: directory + ".away")
            for _ in 0..<3 {
                _ = lane.append(try SpoolFixture.record())
                lane.flush()
            }
            try FileManager.default.moveItem(atPath: directory + ".away", toPath: directory)

            await spool.sync()

            #expect(try SpoolFixture.entries(directory).map(\.sequence).last == 3)
        }
    }

    /// The kernel takes part of a write and then no more, as it does on a full disk: `RLIMIT_FSIZE` of a child process.
    @Test func aWriteCutShortLeavesNoHalfFrameBehindAndTheGapIsTold() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            await #expect(processExitsWith: .success) { [directory = directory as String] in
                signal(SIGXFSZ, SIG_IGN)
                let lane = try SpoolFixture.open(directory).lane(0)
                let record = try SpoolFixture.record()
                _ = lane.append(record)
                lane.flush()
                var limit = rlimit(rlim_cur: 1000, rlim_max: .max)
                setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
                for _ in 0..<10 { _ = lane.append(record) }
                lane.flush()
                limit.rlim_cur = .max
                setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
                _ = lane.append(record)
                lane.flush()
            }

            let entries = try SpoolFixture.entries(directory)
            #expect(entries.map(\.sequence) == [1, 11, 12])
            guard entries.count == 3, case .gap(let gap) = entries[1] else {
                Issue.record("no gap")
                return
            }
            #expect(gap.count == 10)
        }
    }

    @Test func whatWasFlushedOutlivesAProcessThatIsKilled() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
                let lane = try SpoolFixture.open(directory).lane(0)
                for _ in 0..<1000 { _ = lane.append(try SpoolFixture.record()) }
                lane.flush()
                _ = lane.append(try SpoolFixture.record())
                kill(getpid(), SIGKILL)
            }

            let sequences = try SpoolFixture.entries(directory).map(\.sequence)
            #expect(sequences == Array(1...1000))
        }
    }

    @Test func callsSyncsRotationsAndLooksAtTheSameTimeLoseNothing() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            var limits = SpoolLimits()
            limits.segmentByteCount = 20_000
            let spool = try SpoolFixture.open(directory, limits: limits)
            let record = try SpoolFixture.record()

            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<500 {
                            _ = spool.lane(0).append(record)
                            spool.lane(0).flush()
                        }
                    }
                }
                group.addTask { for _ in 0..<50 { await spool.sync() } }
                group.addTask {
                    for _ in 0..<200 {
                        _ = spool.statistics
                        _ = spool.lane(0).rotate(ifWriting: spool.lane(0).position.number)
                        await Task.yield()
                    }
                }
            }

            #expect(try SpoolFixture.entries(directory).map(\.sequence) == Array(1...2000))
            #expect(spool.statistics.lostCount == 0)
        }
    }
}
