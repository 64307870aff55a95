import Foundation
import Logging
import Synchronization

/// What lies in the spool and is not shipped: of this start's lanes, and of earlier starts that ended before they had
/// shipped all.
///
/// It reads files as far as they are whole, sets aside what is damaged, and deletes what is shipped.
actor SpoolBacklog {
    /// A shipped file of a lane is ended, to be deleted, once it has grown to this; before that, keeping it costs less
    /// than making another. ``SpoolLimits/maximumFileAge`` ends smaller ones too.
    private static let rotationByteCount = 1 << 20
    /// How often ``SpoolLimits/quarantineLifetime`` is looked after: it is in days.
    private static let agingInterval = Duration.seconds(3600)

    private let executor = DiskExecutor(label: "spool.backlog")
    let directory: SpoolDirectory
    let limits: SpoolLimits
    let usage: SpoolUsage
    let counters: SpoolCounters
    let logger: Logger
    private var quarantine: SpoolQuarantine
    /// Whether it was said that the quarantine is full.
    private var isFullNoted = false
    private var tails: [SpoolTail]
    /// When the files that lanes write were first seen with something in them.
    private var ages = SegmentAges()
    /// When old files in the quarantine were looked for.
    private var agedAt: Moment?

    init(
        directory: SpoolDirectory,
        lanes: [SpoolLane],
        leftovers: [SegmentName],
        limits: SpoolLimits,
        usage: SpoolUsage,
        counters: SpoolCounters,
        logger: Logger
    ) {
        self.directory = directory
        self.limits = limits
        self.usage = usage
        self.counters = counters
        self.logger = logger
        self.quarantine = SpoolQuarantine(directory: directory, maximumFileCount: limits.maximumQuarantinedFileCount)
        let dead = Dictionary(grouping: leftovers, by: \.writer).map { writer, names in
            let numbers = names.map(\.number).sorted()
            return SpoolTail(
                writer: writer,
                lane: nil,
                position: SpoolPosition(number: numbers.first ?? 1, offset: 0),
                laterNumbers: Array(numbers.dropFirst())
            )
        }
        self.tails =
            dead.sorted { $0.writer.uuidString < $1.writer.uuidString }
            + lanes.map { lane in
                SpoolTail(
                    writer: lane.writer,
                    lane: lane,
                    position: SpoolPosition(number: 1, offset: 0),
                    laterNumbers: []
                )
            }
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        self.executor.asUnownedSerialExecutor()
    }

    /// The writers that may have something to ship, earlier starts' first.
    var writers: [UUID] {
        self.tails.map(\.writer)
    }

    /// What the cursor of a writer says as far as is known.
    func cursor(of writer: UUID) -> Int64? {
        self.tails.first { $0.writer == writer }?.cursor
    }

    /// The last number of each writer that is known to be in Postgres, also while its cursor must be asked anew.
    var shippedSequences: [UUID: Int64] {
        Dictionary(self.tails.map { ($0.writer, $0.cursor ?? $0.countedSequence ?? 0) }) { first, _ in first }
    }

    /// Continues a writer's spool where Postgres says.
    func resume(_ writer: UUID, after cursor: Int64) {
        guard let index = self.index(of: writer) else { return }
        self.tails[index].cursor = cursor
        // What is in Postgres at the first look, an earlier start shipped.
        self.tails[index].countedSequence = self.tails[index].countedSequence ?? cursor
        self.tails[index].lane?.noteShipped(through: cursor, decidedAt: nil)
        // If Postgres was set back to an earlier day, entries of this file must go again; the cursor skips the others.
        self.tails[index].position.offset = 0
    }

    /// Forgets what the cursor says, after a transaction of which nobody knows the end.
    func forgetCursor(of writer: UUID) {
        guard let index = self.index(of: writer) else { return }
        self.tails[index].cursor = nil
    }

    /// Reads what comes next in a writer's spool; `nil` if its cursor is not known.
    func batch(of writer: UUID) throws(SpoolError) -> SpoolBatch? {
        guard let index = self.index(of: writer), let cursor = self.tails[index].cursor else { return nil }
        let tail = self.tails[index]
        var batch = SpoolBatch(writer: writer, cursor: cursor, end: tail.position, inspected: tail.inspected)
        while let place = batch.end, !batch.isLast, batch.items.count < self.limits.batchRecordCount,
            batch.byteCount < self.limits.batchByteCount
        {
            let (byteCount, isClosed, sequence) = self.extent(of: place.number, tail)
            if place.offset < byteCount {
                try self.read(into: &batch, at: place, of: tail, to: byteCount)
            } else if isClosed {
                batch.finished.append(place.number)
                let next = tail.number(after: place.number)
                batch.end = next.map { SpoolPosition(number: $0, offset: 0) }
                batch.isLast = next == nil
            } else {
                batch.isLast = true
                batch.reach = sequence
            }
        }
        self.note(batch, at: index)
        return batch
    }

    /// Notes what was read, before any of it is shipped.
    private func note(_ batch: SpoolBatch, at index: Int) {
        self.tails[index].inspected = batch.inspected
        self.counters.unreadable.wrappingAdd(batch.unreadableCount, ordering: .relaxed)
        self.count(batch.known, at: index)
        // What is still to be shipped was not passed over, whatever was begun.
        self.tails[index].refused.removeAll()
        guard self.tails[index].lane == nil else { return }
        self.tails[index].oldestAt = batch.items.first?.entry.decidedAt
        self.noteOldestLeftover()
    }

    /// Notes that a batch is in Postgres, and deletes files that it finished.
    ///
    /// - Parameter cursor: What the cursor in Postgres says now.
    func advance(past batch: SpoolBatch, to cursor: Int64) throws(SpoolError) {
        guard let index = self.index(of: batch.writer) else { return }
        self.tails[index].cursor = cursor
        self.tails[index].lane?.noteShipped(through: cursor, decidedAt: batch.items.last?.entry.decidedAt)
        self.count(batch.items.map(\.entry), at: index)
        for number in batch.finished { try self.delete(SegmentName(writer: batch.writer, number: number)) }
        guard let end = batch.end else {
            self.tails.remove(at: index)
            self.noteOldestLeftover()
            return
        }
        self.tails[index].position = end
        self.tails[index].laterNumbers.removeAll { $0 <= end.number }
    }

    /// Ends lanes' files of which everything is shipped, so that the next pass deletes them: what was erased in Postgres must
    /// not stay here.
    ///
    /// - Parameters:
    ///   - isEnding: Whether even small files are to go, because the process is about to end.
    ///   - now: The time; files that were begun long before it go too, small or not.
    /// - Returns: Whether there is one to delete. In a full spool nothing else would ever lead to another pass.
    func rotateShipped(isEnding: Bool, at now: Moment) -> Bool {
        var hasRotated = false
        // A disk that is full may be full of what is shipped, however small the files are.
        let isTight =
            self.usage.byteCount > self.limits.maximumByteCount / 2
            || self.tails.contains { $0.lane?.hasUntoldGap == true }
        for tail in self.tails {
            guard let lane = tail.lane, tail.cursor != nil else { continue }
            let position = lane.position
            let age = self.ages.age(of: tail.writer, at: position, now: now)
            let isShipped = tail.position == SpoolPosition(number: position.number, offset: position.byteCount)
            // A lane that is never quite shipped ends its file too; what of it is left is shipped out of the ended one.
            let isOld = age >= self.limits.maximumFileAge
            let isLarge = position.byteCount >= Self.rotationByteCount
            guard isOld || (isShipped && (isEnding || isTight || isLarge)) else { continue }
            hasRotated = lane.rotate(ifWriting: position.number) || hasRotated
        }
        return hasRotated
    }

    /// Looks from time to time whether something has lain in the quarantine for longer than it may.
    ///
    /// - Returns: Whether there is something; `false` while it is not yet time to look again.
    func hasOldQuarantine(at now: Moment) -> Bool {
        if let agedAt, agedAt <= now, now < agedAt.advanced(by: Self.agingInterval) { return false }
        self.agedAt = now
        return self.quarantine.hasFiles(before: self.quarantineEnd(at: now))
    }

    private func quarantineEnd(at now: Moment) -> Moment {
        now.advanced(by: .zero - self.limits.quarantineLifetime)
    }

    /// Deletes from the quarantine what has lain there for longer than it may.
    func dropOldQuarantine(at now: Moment) {
        let count = self.quarantine.drop(before: self.quarantineEnd(at: now))
        guard count > 0 else { return }
        self.logger.notice(
            "Files in corrupt/ that nobody has looked after for so long are deleted",
            metadata: ["count": "\(count)", "days": "\(self.limits.quarantineLifetime / .seconds(86_400))"]
        )
    }

    /// Sets entries aside that Postgres refuses, in one file. They count as refused once the cursor is beyond them.
    func setAside(_ items: ArraySlice<SpoolBatch.Item>, of writer: UUID) throws(SpoolError) {
        guard let first = items.first?.entry.sequence, let last = items.last?.entry.sequence else { return }
        let numbers = first == last ? "entry-\(first)" : "entries-\(first)-\(last)"
        try self.keep(items.flatMap(\.frame), as: "\(writer.uuidString.lowercased())-\(numbers)")
        guard let index = self.index(of: writer) else { return }
        self.tails[index].refused.formUnion(items.map(\.entry.sequence))
    }

    private func index(of writer: UUID) -> Int? {
        self.tails.firstIndex { $0.writer == writer }
    }

    /// How much of a file may be read, whether that is all there will ever be, and if it is not, the last sequence in it.
    private func extent(
        of number: Int,
        _ tail: SpoolTail
    ) -> (byteCount: Int, isClosed: Bool, sequence: Int64?) {
        if let position = tail.lane?.position, position.number <= number {
            return position.number == number ? (position.byteCount, false, position.sequence) : (0, false, nil)
        }
        // A file that is gone, or was never made because the disk refused, has nothing and is closed.
        return (self.directory.byteCount(of: SegmentName(writer: tail.writer, number: number)) ?? 0, true, nil)
    }

    /// Counts what became of entries that the cursor has passed, each once however often it is read.
    private func count(_ entries: [SpoolEntry], at index: Int) {
        for entry in entries where entry.sequence > self.tails[index].countedSequence ?? .max {
            self.tails[index].countedSequence = entry.sequence
            if self.tails[index].refused.remove(entry.sequence) != nil {
                self.counters.refused.wrappingAdd(1, ordering: .relaxed)
            } else if self.tails[index].lane == nil {
                self.counters.leftoverShipped.wrappingAdd(1, ordering: .relaxed)
            } else if case .decision = entry {
                self.counters.shipped.wrappingAdd(1, ordering: .relaxed)
            }
        }
    }

    private func noteOldestLeftover() {
        let oldest = self.tails.compactMap(\.oldestAt).min()
        self.counters.oldestLeftover.store(oldest?.microseconds ?? 0, ordering: .relaxed)
    }

    private func delete(_ name: SegmentName) throws(SpoolError) {
        let byteCount = self.directory.byteCount(of: name) ?? 0
        try self.directory.delete(name)
        self.usage.release(byteCount)
    }

    /// Keeps bytes in the quarantine, if it has room.
    func keep(_ bytes: some Collection<UInt8>, as name: String) throws(SpoolError) {
        guard try !self.quarantine.keep(bytes, as: name) else {
            self.isFullNoted = false
            return
        }
        self.counters.discarded.wrappingAdd(1, ordering: .relaxed)
        guard !self.isFullNoted else { return }
        self.isFullNoted = true
        self.logger.critical(
            "The spool's corrupt/ is full: what cannot be shipped is thrown away until somebody makes room there",
            metadata: ["files": "\(self.limits.maximumQuarantinedFileCount)"]
        )
    }
}
