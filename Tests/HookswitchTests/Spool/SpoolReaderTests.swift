import Testing
@testable import Hookswitch

@Suite struct SpoolReaderTests {
    /// Some frames, and where each ends.
    struct Bundle {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        var entries: [SpoolEntry] = []

        init(count: Int, seed: UInt64 = 1) throws {
            var random = SeededRandom(state: seed)
            var encoder = SpoolEncoder()
            for sequence in 1...Int64(count) {
                if sequence % 5 == 0 {
                    let gap = SpooledGap(
                        sequence: sequence,
                        count: 7,
                        firstAt: Moment(microseconds: 5),
                        lastAt: Moment(microseconds: 9)
                    )
                    encoder.append(gap)
                    self.entries.append(.gap(gap))
                } else {
                    let record = try SpoolFixture.randomRecord(using: &random)
                    encoder.append(record, sequence: sequence)
                    self.entries.append(.decision(SpooledDecision(record, sequence: sequence)))
                }
                self.ends.append(encoder.bytes.count)
            }
            self.bytes = encoder.bytes
        }
    }

    static func readAll(_ bytes: [UInt8]) -> (entries: [SpoolEntry], unreadableCount: Int, stop: SpoolReader.Stop?) {
        var reader = SpoolReader(bytes)
        var entries: [SpoolEntry] = []
        var unreadableCount = 0
        while let frame = reader.next() {
            switch frame {
            case .entry(let entry, _): entries.append(entry)
            case .unreadable: unreadableCount += 1
            }
        }
        return (entries, unreadableCount, reader.stop)
    }

    @Test func whatWasWrittenIsReadBackEveryFieldAtItsEdges() throws {
        let bundle = try Bundle(count: 2000)

        let (entries, unreadableCount, stop) = Self.readAll(bundle.bytes)

        #expect(entries == bundle.entries)
        #expect(unreadableCount == 0)
        #expect(stop == .end)
    }

    @Test func anEndCutAnywhereGivesEveryWholeFrameBeforeIt() throws {
        let bundle = try Bundle(count: 6)

        for length in 0...bundle.bytes.count {
            let (entries, _, stop) = Self.readAll(Array(bundle.bytes.prefix(length)))
            let wholeCount = bundle.ends.prefix { $0 <= length }.count

            #expect(entries == Array(bundle.entries.prefix(wholeCount)))
            #expect(stop == (length == 0 || bundle.ends.contains(length) ? .end : .torn))
        }
    }

    @Test func zerosAtTheEndAreATornEnd() throws {
        let bundle = try Bundle(count: 3)

        for count in 1...40 {
            let (entries, _, stop) = Self.readAll(bundle.bytes + [UInt8](repeating: 0, count: count))
            #expect(entries == bundle.entries)
            #expect(stop == .torn)
        }
    }

    @Test func aWrongBitNeverGivesAnEntryThatWasNotWritten() throws {
        let bundle = try Bundle(count: 4)

        for bit in 0..<bundle.bytes.count * 8 {
            var bytes = bundle.bytes
            bytes[bit / 8] ^= 1 << UInt8(bit % 8)
            let (entries, _, stop) = Self.readAll(bytes)
            #expect(entries == Array(bundle.entries.prefix(entries.count)))
            #expect(entries.count < bundle.entries.count && stop != .end)
        }
    }

    @Test func aFrameOfAnotherVersionIsToldApartFromDamage() throws {
        var encoder = SpoolEncoder()
        encoder.append(try SpoolFixture.record(), sequence: 1)
        var bytes = encoder.bytes
        bytes[SpoolFrame.headByteCount] = SpoolFrame.version + 1
        let checksum = CRC32C.checksum(bytes, in: SpoolFrame.headByteCount..<bytes.count)
        for index in 0..<4 { bytes[4 + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(8 * index)) }

        let (entries, unreadableCount, stop) = Self.readAll(bytes + encoder.bytes)

        #expect(entries.count == 1)
        #expect(unreadableCount == 1)
        #expect(stop == .end)
    }

    @Test func textsBeyondTheirCeilingsAreCutAndTheRecordIsKept() throws {
        var encoder = SpoolEncoder()
        let long = String(repeating: "漢", count: 100_000)
        encoder.append(try SpoolFixture.record(lookup: "\"\(long)\"", callID: long), sequence: 1)

        let (entries, _, stop) = Self.readAll(encoder.bytes)

        guard case .decision(let decision)? = entries.first else {
            Issue.record("no entry")
            return
        }
        #expect(stop == .end)
        #expect(decision.lookup == nil)
        #expect(decision.callID == String(repeating: "漢", count: 256))
    }

    @Test func aHundredThousandMutationsNeverTrapAndNeverInventAnEntry() throws {
        let bundle = try Bundle(count: 6, seed: 2)
        var random = SeededRandom(state: 3)
        var inventedCount = 0

        for _ in 0..<100_000 {
            var bytes = bundle.bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                Self.mutate(&bytes, using: &random)
            }
            let (entries, _, stop) = Self.readAll(bytes)
            if stop == nil || !entries.allSatisfy(bundle.entries.contains) { inventedCount += 1 }
        }
        #expect(inventedCount == 0)
    }

    private static func mutate(_ bytes: inout [UInt8], using random: inout SeededRandom) {
        guard !bytes.isEmpty else { return }
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...64, using: &random)))
        case 2: bytes.insert(contentsOf: (0..<8).map { _ in UInt8.random(in: 0...255, using: &random) }, at: index)
        case 3: bytes.removeLast(bytes.count - index)
        case 4: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 300)], at: index)
        default:
            for offset in index..<min(bytes.count, index + 4) { bytes[offset] = 0xFF }
        }
    }
}
