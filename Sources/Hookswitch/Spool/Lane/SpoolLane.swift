public import Foundation
import Synchronization
import Telemetry

/// One event loop's writer in the spool: records go into memory with ``append(_:)`` and to the system's page cache, which
/// outlives the process, with ``flush()``.
///
/// The lock is there for the shipper, the sync and the metrics, which look at the lane a few times a second for
/// nanoseconds; the event loop practically always finds it free. It is held across a file's operation only by
/// ``flush()``, and by ``sync(isLast:)`` where a gap is to be told after the disk has failed.
public final class SpoolLane: Sendable {
    /// The identity of this writer: new with every start, so its sequences never meet another's.
    public let writer: UUID

    private let directory: String
    private let state: Mutex<SpoolLaneState>
    private let bell: SpoolBell
    private let flushDurations: Histogram

    /// Makes a writer with its first file.
    ///
    /// - Parameter flushDurations: Counts how long each flush took that had something to write.
    init(
        directory: String,
        writer: UUID,
        limits: SpoolLimits,
        usage: SpoolUsage,
        bell: SpoolBell,
        flushDurations: Histogram
    ) throws(SpoolError) {
        self.writer = writer
        self.directory = directory
        self.bell = bell
        self.flushDurations = flushDurations
        var state = SpoolLaneState(directory: directory, writer: writer, limits: limits, usage: usage)
        if let name = state.beginSpare() { _ = state.endSpare(try SegmentFile(directory: directory, name: name)) }
        self.state = Mutex(state)
    }

    /// Takes a record into memory and gives the decision its name. It waits for the lane's lock and nothing else: not for
    /// the disk, unless another loop that shares the lane is flushing it.
    public func append(_ record: DecisionRecord) -> DecisionID {
        let sequence = self.state.withLock { $0.append(record) }
        return DecisionID(decidedAt: record.decidedAt, writer: self.writer, sequence: sequence)
    }

    /// Writes all that was appended, in one write(2).
    ///
    /// Call it before the answers of these decisions leave. It never fails: what cannot be written is counted, and the
    /// next write that succeeds says how much is missing.
    public func flush() {
        let startedAt = ContinuousClock.now
        let flush = self.state.withLock { $0.flush() }
        guard flush != .nothing else { return }
        self.flushDurations.observe(.now - startedAt)
        if flush == .written { self.bell.ring() }
    }

    /// How far the lane has written.
    var position: SpoolLanePosition {
        self.state.withLock { $0.position }
    }

    /// Whether something was lost and the disk has no room to say so.
    var hasUntoldGap: Bool {
        self.state.withLock { $0.hasUntoldGap }
    }

    /// What the lane has done.
    var statistics: SpoolLaneStatistics {
        self.state.withLock { $0.statistics }
    }

    /// Ends the file with this number if it is the one that is written and has anything in it, so that it can be deleted.
    ///
    /// - Returns: Whether it was.
    func rotate(ifWriting number: Int) -> Bool {
        self.state.withLock { $0.rotate(ifWriting: number) }
    }

    /// Notes that everything up to a sequence is in Postgres.
    ///
    /// - Parameter decidedAt: When the last of it was decided, if known: what is left is no older.
    func noteShipped(through sequence: Int64, decidedAt: Moment?) {
        self.state.withLock { $0.noteShipped(through: sequence, decidedAt: decidedAt) }
    }

    /// Forces what was written to the disk and has the next file ready. It may take long: never on an event loop.
    ///
    /// - Parameter isLast: Whether the lane is about to end, so that it needs no next file.
    /// - Returns: 0, or the system's error number.
    func sync(isLast: Bool = false) -> Int32 {
        if !isLast { self.prepareSpare() }
        let (files, isNew) = self.state.withLock { state in
            let files = state.takeUnsyncedFiles()
            // After a failure of the disk there may be a gap to tell and nobody calling.
            return (files, state.flushGap())
        }
        if isNew { self.bell.ring() }
        // fsync holds no lock of ours: the event loop writes on.
        let codes = files.map { $0.sync() }.filter { $0 != 0 }
        guard let code = codes.first else { return 0 }
        // What the kernel could not write it may have forgotten (fsyncgate), so nothing more goes into that file.
        let numbers = files.map(\.number)
        self.state.withLock { $0.noteSyncFailure(code, of: numbers) }
        return code
    }

    /// Has the next file ready. open(2) may wait for the disk's journal, so it is called without the lock.
    private func prepareSpare() {
        guard let name = self.state.withLock({ $0.beginSpare() }) else { return }
        do throws(SpoolError) {
            let file = try SegmentFile(directory: self.directory, name: name)
            self.state.withLock { $0.endSpare(file) }?.discard()
        } catch {
            self.state.withLock { $0.endSpare(failedFor: name, because: error) }
        }
    }

    /// Writes what is left and closes the file. The lane still takes records afterwards, into a new file.
    func close() {
        self.flush()
        self.state.withLock { $0.close() }
    }
}
