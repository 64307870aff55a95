import Foundation
import Logging
import Synchronization

extension SpoolBacklog {
    /// Reads frames of one file into a batch until the batch is full, the bytes end, or there is damage.
    func read(
        into batch: inout SpoolBatch,
        at place: SpoolPosition,
        of tail: SpoolTail,
        to end: Int
    ) throws(SpoolError) {
        let name = SegmentName(writer: tail.writer, number: place.number)
        // A chunk always has room for a whole frame, else reading would not get on.
        let chunkByteCount = max(
            self.limits.batchByteCount,
            SpoolFrame.headByteCount + SpoolFrame.maximumBodyByteCount
        )
        let chunk = try self.directory.read(
            name,
            from: place.offset,
            count: min(chunkByteCount, end - place.offset)
        )
        var reader = SpoolReader(chunk)
        while batch.items.count < self.limits.batchRecordCount, batch.byteCount < self.limits.batchByteCount,
            let frame = reader.next()
        {
            switch frame {
            case .entry(let entry, let range):
                guard entry.sequence > batch.items.last?.entry.sequence ?? batch.cursor else {
                    if entry.sequence > tail.countedSequence ?? .max { batch.known.append(entry) }
                    continue
                }
                batch.items.append(SpoolBatch.Item(entry: entry, frame: chunk[range]))
                batch.byteCount += range.count
            case .unreadable(let range):
                let start = place.offset + range.lowerBound
                let end = SpoolPosition(number: place.number, offset: place.offset + range.upperBound)
                guard end > batch.inspected else { continue }
                try self.keep(chunk[range], as: Self.asideName(name, start))
                batch.inspected = end
                batch.unreadableCount += 1
                self.logger.error(
                    "This version cannot read a record of the spool; it is set aside",
                    metadata: ["file": "\(name.text)", "offset": "\(start)"]
                )
            }
        }
        let offset = place.offset + reader.offset
        batch.end?.offset = offset
        let hasMore = chunk.count == chunkByteCount && place.offset + chunk.count < end
        switch reader.stop {
        case nil, .end: return
        case .torn:
            // The chunk ends within a frame, and the next chunk begins with it.
            guard !hasMore else { return }
            let byteCount = try self.setAsideRest(of: name, from: offset, tail)
            self.counters.torn.wrappingAdd(1, ordering: .relaxed)
            self.logger.warning(
                "A spool file ends within a record, as a power cut leaves it; that end is set aside",
                metadata: ["file": "\(name.text)", "offset": "\(offset)", "bytes": "\(byteCount)"]
            )
        case .corrupt:
            let byteCount = try self.setAsideRest(of: name, from: offset, tail)
            self.counters.corrupt.wrappingAdd(1, ordering: .relaxed)
            self.logger.error(
                "A spool file is damaged; what follows in it is set aside",
                metadata: ["file": "\(name.text)", "offset": "\(offset)", "bytes": "\(byteCount)"]
            )
        }
    }

    /// Moves what cannot be read, from a place to the file's end, out of the file.
    ///
    /// - Returns: How many bytes that were.
    private func setAsideRest(of name: SegmentName, from offset: Int, _ tail: SpoolTail) throws(SpoolError) -> Int {
        // A lane must not write on behind damage.
        _ = tail.lane?.rotate(ifWriting: name.number)
        let end = self.directory.byteCount(of: name) ?? offset
        guard offset < end else { return 0 }
        let rest = try self.directory.read(name, from: offset, count: end - offset)
        try self.keep(rest, as: Self.asideName(name, offset))
        try self.directory.truncate(name, to: offset)
        self.usage.release(end - offset)
        return end - offset
    }

    private static func asideName(_ name: SegmentName, _ offset: Int) -> String {
        "\(name.text)-at-\(offset)"
    }
}
