import Foundation
import HookswitchTesting
import Testing
@testable import Hookswitch

/// The lane while its next file is being made without its lock.
@Suite struct SpoolLaneStateTests {
    /// A lane's state whose every flush ends its file.
    private static func state(in directory: String) -> SpoolLaneState {
        var limits = SpoolLimits()
        limits.segmentByteCount = 1
        return SpoolLaneState(
            directory: directory,
            writer: UUID(high: 1, low: 1),
            limits: limits,
            usage: SpoolUsage(maximumByteCount: limits.maximumByteCount)
        )
    }

    private static func write(to state: inout SpoolLaneState) throws {
        _ = state.append(try SpoolFixture.record())
        let flush = state.flush()
        #expect(flush == .written)
    }

    /// The name of the next file that the lane wants.
    private static func begin(_ state: inout SpoolLaneState) throws -> SegmentName {
        let name = state.beginSpare()
        return try #require(name)
    }

    @Test func aSpareThatIsInTimeIsWrittenNext() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            var state = Self.state(in: directory)
            let name = try Self.begin(&state)

            let expected = state.position
            let another = state.beginSpare()
            let refused = state.endSpare(try SegmentFile(directory: directory, name: name))
            try Self.write(to: &state)

            #expect(expected == SpoolLanePosition(number: name.number, byteCount: 0, sequence: 0))
            #expect(another == nil)
            #expect(refused == nil)
            #expect(try SpoolFixture.files(directory) == [name.text])
            #expect(state.position == SpoolLanePosition(number: 2, byteCount: 0, sequence: 1))
        }
    }

    @Test func aSpareThatComesTooLateIsDeletedAndFilesStayInOrder() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            var state = Self.state(in: directory)
            let late = try Self.begin(&state)

            try Self.write(to: &state)
            let refused = state.endSpare(try SegmentFile(directory: directory, name: late))
            refused?.discard()
            let next = try Self.begin(&state)
            let kept = state.endSpare(try SegmentFile(directory: directory, name: next))
            try Self.write(to: &state)

            #expect(refused?.number == 1)
            #expect(kept == nil)
            #expect(try SpoolFixture.files(directory).map { SegmentName(parsing: $0)?.number } == [2, 3])
            #expect(try SpoolFixture.entries(directory).map(\.sequence) == [1, 2])
        }
    }

    @Test func aSpareThatCannotBeMadeGivesItsNumberBack() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            var state = Self.state(in: directory)
            let name = try Self.begin(&state)

            state.endSpare(failedFor: name, because: .file(path: "", code: ENOSPC))
            let again = state.beginSpare()

            #expect(again == name)
            #expect(state.statistics.lastFailure == ENOSPC)
        }
    }

    @Test func aSpareThatFailedAfterALaterFileWasMadeTakesNoNumberBack() async throws {
        try await TemporaryDirectory.withDirectory { directory in
            var state = Self.state(in: directory)
            let name = try Self.begin(&state)

            try Self.write(to: &state)
            state.endSpare(failedFor: name, because: .file(path: "", code: ENOSPC))
            try Self.write(to: &state)

            #expect(try SpoolFixture.entries(directory).map(\.sequence) == [1, 2])
        }
    }
}
