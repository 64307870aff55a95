import Foundation
import Routing

/// Writes frames one behind the other into memory.
struct SpoolEncoder {
    /// The frames.
    private(set) var bytes: [UInt8] = []

    /// Makes room beforehand, so that appending does not.
    init(capacity: Int = 0) {
        self.bytes.reserveCapacity(capacity)
    }

    /// Lets go of the frames and keeps the room, unless a burst has made it larger than `maximumCapacity`.
    mutating func removeAll(maximumCapacity: Int) {
        self.bytes.removeAll(keepingCapacity: self.bytes.capacity <= maximumCapacity)
    }

    /// Appends the frame of a decision.
    mutating func append(_ record: DecisionRecord, sequence: Int64) {
        let lookup = record.lookup.flatMap { $0.utf8.count <= SpoolFrame.maximumLookupByteCount ? $0 : nil }
        let start = self.bytes.count
        let prefix = SpoolFrame.Prefix(
            kind: SpoolFrame.Kind.decision.rawValue,
            choice: record.decision.choice?.storedValue ?? SpoolFrame.noChoice,
            presence: Self.presence(of: record, lookup: lookup)
        )
        let numbers = (
            UInt64(0), prefix.word, sequence.littleEndian, record.decidedAt.microseconds.littleEndian,
            record.tenantVersion.littleEndian, record.durationMicroseconds.littleEndian
        )
        withUnsafeBytes(of: numbers) { self.bytes.append(contentsOf: $0) }
        withUnsafeBytes(of: record.tenantID.uuid.uuid) { self.bytes.append(contentsOf: $0) }
        self.append(short: record.decision.outcome.rawValue)
        self.append(short: record.callerFact.text)
        if let pool = record.pool { self.append(short: pool.digits) }
        if let target = record.decision.target { self.append(short: target.digits) }
        if let caller = record.callerIdentity {
            self.append(caller.digest, maximumByteCount: SpoolFrame.maximumTextByteCount)
            self.append(text: caller.mask)
            if let sealed = caller.sealed {
                self.append(sealed, maximumByteCount: SpoolFrame.maximumSealedByteCount)
            }
        }
        if let callID = record.callID { self.append(text: callID) }
        if let targetID = record.targetID { self.append(text: targetID) }
        if let lookup { self.append(lookup.utf8, maximumByteCount: SpoolFrame.maximumLookupByteCount) }
        self.close(from: start)
    }

    /// Appends the frame of a gap.
    mutating func append(_ gap: SpooledGap) {
        let start = self.bytes.count
        let prefix = SpoolFrame.Prefix(kind: SpoolFrame.Kind.gap.rawValue, choice: SpoolFrame.noChoice, presence: [])
        let numbers = (
            UInt64(0), prefix.word, gap.sequence.littleEndian, gap.count.littleEndian,
            gap.firstAt.microseconds.littleEndian, gap.lastAt.microseconds.littleEndian
        )
        withUnsafeBytes(of: numbers) { self.bytes.append(contentsOf: $0) }
        self.close(from: start)
    }

    private static func presence(of record: DecisionRecord, lookup: String?) -> SpoolFrame.Presence {
        var presence: SpoolFrame.Presence = []
        if record.pool != nil { presence.insert(.pool) }
        if record.decision.target != nil { presence.insert(.target) }
        if record.callerIdentity != nil { presence.insert(.caller) }
        if record.callerIdentity?.sealed != nil { presence.insert(.sealedCaller) }
        if record.callID != nil { presence.insert(.callID) }
        if record.targetID != nil { presence.insert(.targetID) }
        if lookup != nil { presence.insert(.lookup) }
        return presence
    }

    /// Fills in the head. Every field has a ceiling, so the length fits.
    private mutating func close(from start: Int) {
        let body = start + SpoolFrame.headByteCount..<self.bytes.count
        let head = UInt64(CRC32C.checksum(self.bytes, in: body)) << 32 | UInt64(UInt32(truncatingIfNeeded: body.count))
        withUnsafeBytes(of: head.littleEndian) { head in
            for index in 0..<SpoolFrame.headByteCount { self.bytes[start + index] = head[index] }
        }
    }

    /// Appends a word of ours or a number's digits, which have far fewer than 256 bytes.
    private mutating func append(short text: String) {
        self.bytes.append(UInt8(truncatingIfNeeded: text.utf8.count))
        self.bytes.append(contentsOf: text.utf8)
    }

    /// Appends text from outside, cut at its ceiling between two characters.
    private mutating func append(text: String) {
        guard text.utf8.count > SpoolFrame.maximumTextByteCount else {
            return self.append(text.utf8, maximumByteCount: SpoolFrame.maximumTextByteCount)
        }
        // A character of Unicode has at most four bytes, so cutting by scalars at a quarter of the ceiling always fits.
        let head = String(String.UnicodeScalarView(text.unicodeScalars.prefix(SpoolFrame.maximumTextByteCount / 4)))
        self.append(head.utf8, maximumByteCount: SpoolFrame.maximumTextByteCount)
    }

    private mutating func append(_ field: some Collection<UInt8>, maximumByteCount: Int) {
        let count = min(field.count, maximumByteCount)
        withUnsafeBytes(of: UInt16(clamping: count).littleEndian) { self.bytes.append(contentsOf: $0) }
        if count == field.count {
            self.bytes.append(contentsOf: field)
        } else {
            self.bytes.append(contentsOf: field.prefix(count))
        }
    }
}
