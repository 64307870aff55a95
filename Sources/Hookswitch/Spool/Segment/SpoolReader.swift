/// Reads frames from the bytes of a segment, in order, until the bytes end or make no sense.
///
/// It takes any bytes whatever and never traps.
struct SpoolReader {
    /// What was found.
    enum Frame: Hashable, Sendable {
        /// An entry; `range` is where its frame lies.
        case entry(SpoolEntry, range: Range<Int>)
        /// A sound frame whose content this binary does not know. Its neighbours can be read.
        case unreadable(range: Range<Int>)
    }

    /// Why no further frame was found.
    enum Stop: Hashable, Sendable {
        /// The bytes end with a frame.
        case end
        /// The bytes end within a frame, or with zeros: the write was cut short by the end of a process or of power.
        case torn
        /// What stands there is no frame; nothing behind it can be trusted.
        case corrupt
    }

    private let bytes: [UInt8]
    /// Where the next frame begins.
    private(set) var offset = 0
    /// Why ``next()`` gave `nil`.
    private(set) var stop: Stop?

    /// Reads bytes that begin with a frame.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The next frame, or `nil` if there is none; ``stop`` then says why.
    mutating func next() -> Frame? {
        guard self.stop == nil else { return nil }
        let remaining = self.bytes.count - self.offset
        guard remaining > 0 else { return self.end(.end) }
        guard remaining >= SpoolFrame.headByteCount else { return self.end(.torn) }

        var head = SpoolFieldReader(self.bytes, in: self.offset..<self.offset + SpoolFrame.headByteCount)
        guard let length = try? Int(head.integer(UInt32.self)), let checksum = try? head.integer(UInt32.self) else {
            return self.end(.corrupt)
        }
        guard (SpoolFrame.minimumBodyByteCount...SpoolFrame.maximumBodyByteCount).contains(length) else {
            return self.end(self.bytes[self.offset...].allSatisfy { $0 == 0 } ? .torn : .corrupt)
        }
        guard length <= remaining - SpoolFrame.headByteCount else { return self.end(.torn) }

        let range = self.offset..<self.offset + SpoolFrame.headByteCount + length
        let body = range.dropFirst(SpoolFrame.headByteCount)
        guard CRC32C.checksum(self.bytes, in: body) == checksum else { return self.end(.corrupt) }
        self.offset = range.upperBound
        do {
            return .entry(try SpoolEntry(reading: self.bytes, in: body), range: range)
        } catch {
            return .unreadable(range: range)
        }
    }

    private mutating func end(_ stop: Stop) -> Frame? {
        self.stop = stop
        return nil
    }
}
