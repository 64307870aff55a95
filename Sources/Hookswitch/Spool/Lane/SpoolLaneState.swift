import Foundation
import Glibc

/// What a ``SpoolLane`` guards with its lock.
struct SpoolLaneState {
    /// What a batch of calls read together makes; beyond it the memory is given back after the flush.
    private static let maximumKeptCapacity = 256 << 10

    private let directory: String
    private let writer: UUID
    private let limits: SpoolLimits
    private let usage: SpoolUsage

    /// The last sequence given.
    private var sequence: Int64 = 0
    private var encoder = SpoolEncoder(capacity: SpoolLaneState.maximumKeptCapacity)
    /// What the encoder holds, as the gap that it would be if it were lost.
    private var buffered: SpooledGap?
    /// What was lost and is not yet written down.
    private var pendingGap: SpooledGap?

    private var nextNumber = 1
    private var spare: SegmentFile?
    /// The number of the spare that ``SpoolLane/sync(isLast:)`` is making at this moment.
    private var expectedNumber: Int?
    private var file: SegmentFile?
    private var byteCount = 0
    private var isUnsynced = false
    private var retired: [SegmentFile] = []
    private(set) var statistics = SpoolLaneStatistics()

    init(directory: String, writer: UUID, limits: SpoolLimits, usage: SpoolUsage) {
        self.directory = directory
        self.writer = writer
        self.limits = limits
        self.usage = usage
    }

    /// How far the lane has written. Between two files it stands at the beginning of the next, which may be one that is
    /// still being made: a reader that took a later one for the current would delete that one as done with.
    var position: SpoolLanePosition {
        SpoolLanePosition(
            number: self.file?.number ?? self.spare?.number ?? self.expectedNumber ?? self.nextNumber,
            byteCount: self.file == nil ? 0 : self.byteCount,
            sequence: self.statistics.writtenSequence
        )
    }

    /// Whether something was lost and the disk has no room to say so.
    var hasUntoldGap: Bool {
        self.pendingGap != nil
    }

    mutating func append(_ record: DecisionRecord) -> Int64 {
        self.sequence += 1
        self.encoder.append(record, sequence: self.sequence)
        let one = SpooledGap(sequence: self.sequence, count: 1, firstAt: record.decidedAt, lastAt: record.decidedAt)
        if self.buffered == nil { self.buffered = one } else { self.buffered?.extend(by: one) }
        return self.sequence
    }

    /// Writes the buffer, with the gap before it if there is one to tell.
    ///
    /// - Returns: What came of it.
    mutating func flush() -> SpoolFlush {
        guard self.buffered != nil || self.pendingGap != nil else { return .nothing }
        defer {
            self.buffered = nil
            self.encoder.removeAll(maximumCapacity: Self.maximumKeptCapacity)
        }
        let failure: Int32?
        if let gap = self.pendingGap {
            var first = SpoolEncoder()
            first.append(gap)
            failure = self.write(first.bytes + self.encoder.bytes)
        } else {
            failure = self.write(self.encoder.bytes)
        }
        if let failure {
            self.lose(because: failure)
            return .failed
        }
        self.statistics.writtenSequence =
            self.buffered?.sequence ?? self.pendingGap?.sequence ?? self.statistics.writtenSequence
        self.statistics.spooledCount += Int(self.buffered?.count ?? 0)
        self.statistics.oldestUnshippedAt =
            self.statistics.oldestUnshippedAt ?? self.buffered?.firstAt ?? self.pendingGap?.firstAt
        self.pendingGap = nil
        if self.byteCount >= self.limits.segmentByteCount { self.retire() }
        return .written
    }

    /// Writes the gap down if there is one and the event loop is not about to do it.
    ///
    /// - Returns: Whether there is something new to ship.
    mutating func flushGap() -> Bool {
        self.buffered == nil && self.flush() == .written
    }

    /// Gives out the name of a file to be made beforehand, so that the event loop need not make it; `nil` if there is
    /// one. Whoever takes the name makes the file without the lane's lock, for the disk may let it wait, and then says
    /// ``endSpare(_:)`` or ``endSpare(failedFor:because:)``.
    mutating func beginSpare() -> SegmentName? {
        guard self.spare == nil, self.expectedNumber == nil else { return nil }
        let number = self.nextNumber
        self.expectedNumber = number
        self.nextNumber += 1
        return SegmentName(writer: self.writer, number: number)
    }

    /// Takes in the file that was made under the name of ``beginSpare()``.
    ///
    /// - Returns: The file, to be deleted, if it comes too late: a later one is written already, and files are read in the
    ///   order of their numbers.
    mutating func endSpare(_ file: SegmentFile) -> SegmentFile? {
        guard self.expectedNumber == file.number else { return file }
        self.expectedNumber = nil
        self.spare = file
        self.statistics.createdFileCount += 1
        return nil
    }

    /// Notes that no file could be made under the name of ``beginSpare()``.
    mutating func endSpare(failedFor name: SegmentName, because error: SpoolError) {
        self.noteFailure(error)
        guard self.expectedNumber == name.number else { return }
        self.expectedNumber = nil
        // While the disk refuses files, the numbers do not run away.
        self.nextNumber = name.number
    }

    mutating func rotate(ifWriting number: Int) -> Bool {
        guard self.file?.number == number, self.byteCount > 0 else { return false }
        self.retire()
        return true
    }

    mutating func noteShipped(through sequence: Int64, decidedAt: Moment?) {
        self.statistics.shippedSequence = sequence
        self.statistics.oldestUnshippedAt =
            sequence >= self.statistics.writtenSequence
            ? nil : decidedAt ?? self.statistics.oldestUnshippedAt
    }

    /// The files that have something the disk may not have.
    mutating func takeUnsyncedFiles() -> [SegmentFile] {
        var files = self.retired
        if self.isUnsynced, let file = self.file { files.append(file) }
        self.retired = []
        self.isUnsynced = false
        return files
    }

    mutating func noteSyncFailure(_ code: Int32, of numbers: [Int]) {
        self.statistics.syncFailureCount += 1
        self.statistics.lastFailure = code
        for number in numbers { _ = self.rotate(ifWriting: number) }
    }

    mutating func close() {
        if self.file != nil { self.retire() }
        // Never written to.
        self.spare?.discard()
        self.spare = nil
    }

    private mutating func noteFailure(_ error: SpoolError) {
        if case .file(_, let code) = error { self.statistics.lastFailure = code }
    }

    /// Writes bytes to the file, opening it if need be.
    ///
    /// - Returns: `nil`, or why not: the system's error number, 0 for the spool's own limit.
    private mutating func write(_ bytes: [UInt8]) -> Int32? {
        guard self.usage.reserve(bytes.count) else { return 0 }
        do throws(SpoolError) {
            let file: SegmentFile
            if let current = self.file { file = current } else { file = try self.nextFile() }
            self.file = file
            let code = file.write(bytes, at: self.byteCount)
            guard code == 0 else {
                self.usage.release(bytes.count)
                return code
            }
        } catch {
            self.usage.release(bytes.count)
            guard case .file(_, let code) = error else { return EIO }
            return code
        }
        self.byteCount += bytes.count
        self.isUnsynced = true
        return nil
    }

    private mutating func lose(because code: Int32) {
        self.statistics.lastFailure = code
        guard let buffered = self.buffered else { return }
        self.statistics.lostCount += Int(buffered.count)
        if self.pendingGap == nil { self.pendingGap = buffered } else { self.pendingGap?.extend(by: buffered) }
    }

    private mutating func retire() {
        if let file = self.file { self.retired.append(file) }
        self.file = nil
        self.byteCount = 0
    }

    private mutating func nextFile() throws(SpoolError) -> SegmentFile {
        if let spare = self.spare {
            self.spare = nil
            return spare
        }
        let name = SegmentName(writer: self.writer, number: self.nextNumber)
        let file = try SegmentFile(directory: self.directory, name: name)
        // Only now: while the disk refuses files, the numbers do not run away.
        self.nextNumber += 1
        self.statistics.createdFileCount += 1
        // A spare that is still being made comes too late: its number is before this one.
        self.expectedNumber = nil
        return file
    }
}
