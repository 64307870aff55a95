/// Verifies the decisions of one segment as they come.
struct SegmentRowsVerification: Sendable {
    /// What came of it.
    enum Conclusion: Sendable {
        /// All are there and as they should be: so many.
        case intact(Int64)
        /// Not one is there, though there were some.
        case emptied
        case faulty(SegmentFault)
    }

    /// Before the first segment, and after each.
    static let none = SegmentRowsVerification(seed: .zero, count: 0)

    /// How many there must be.
    private let count: Int64
    /// The seed, and the hash of each decision that is as it should be, one after the other.
    private var hashes: [UInt8]
    /// A decision that came too early.
    private var gap: (found: Int64, line: Int)?
    private var fault: SegmentFault?
    private var lineCount: Int64 = 0

    init(_ segment: DecisionSegment) {
        self.init(seed: segment.key.seed(of: segment.tenant), count: segment.decisionCount)
    }

    private init(seed: AuditHash, count: Int64) {
        self.count = count
        self.hashes = seed.bytes
    }

    /// The place that the next decision must have.
    var expected: Int64 { Int64(self.hashes.count / AuditHash.byteCount) }

    /// Whether no decision came yet.
    var isUntouched: Bool { self.lineCount == 0 }

    /// Whether all that there must be were there.
    var isComplete: Bool { self.expected > self.count && self.gap == nil && self.fault == nil }

    /// The last hash; there is always the seed.
    private var last: AuditHash { AuditHash(Array(self.hashes.suffix(AuditHash.byteCount))) }

    /// Reads the next decision of the file.
    mutating func read(_ placed: PlacedDecision, of segment: DecisionSegment, line: Int) {
        self.lineCount += 1
        guard self.fault == nil else { return }
        let expected = self.expected
        let follows = placed.decision.hash(after: self.last) == placed.hash
        if let gap {
            guard placed.segment == segment.number, placed.place == expected, follows else { return }
            let detail = "decision \(expected) comes after decision \(gap.found), which belongs behind it"
            return self.note(.swapped, expected...expected, segment, line: gap.line, detail)
        }
        guard placed.segment == segment.number else {
            let detail =
                "a decision of segment \(placed.segment) stands where decision \(expected) belongs, or behind the last"
            return self.note(.inserted, expected...expected, segment, line: line, detail)
        }
        if placed.place == expected, expected <= self.count {
            guard follows else {
                let detail = "decision \(expected), or what stands in its place, was changed: it does not have its hash"
                return self.note(.edited, expected...expected, segment, line: line, detail)
            }
            self.hashes += placed.hash.bytes
        } else if placed.place > expected, placed.place <= self.count {
            self.gap = (placed.place, line)
        } else {
            self.noteStranger(placed, segment, line: line)
        }
    }

    /// A decision whose place is taken, or is none.
    private mutating func noteStranger(_ placed: PlacedDecision, _ segment: DecisionSegment, line: Int) {
        let expected = self.expected
        let place = max(1, placed.place)
        guard place < expected else {
            let detail = "the segment has \(self.count) decisions, and here is another"
            return self.note(.inserted, expected...expected, segment, line: line, detail)
        }
        let start = Int(place) * AuditHash.byteCount
        let isCopy = Array(self.hashes[start..<start + AuditHash.byteCount]) == placed.hash.bytes
        let detail = "there is a second decision \(place)\(isCopy ? "" : ": one of the two, or its number, is false")"
        self.note(.inserted, place...(isCopy ? place : expected), segment, line: line, detail)
    }

    private mutating func note(
        _ kind: AuditFault.Kind,
        _ places: ClosedRange<Int64>,
        _ segment: DecisionSegment,
        line: Int?,
        _ detail: String
    ) {
        let site = SegmentFault.Site(
            tenant: segment.tenant,
            segment: segment.number,
            day: segment.key.day,
            places: places,
            line: line
        )
        self.fault = SegmentFault(kind, at: site, detail)
    }

    /// What came of it, after the segment's last line.
    ///
    /// - Parameter nextLine: The line that follows; `nil` at the end of the file.
    func conclude(_ segment: DecisionSegment, nextLine: Int?) -> Conclusion {
        if let fault { return .faulty(fault) }
        var copy = self
        if let gap {
            let detail = "decisions are missing before decision \(gap.found)"
            copy.note(.missing, self.expected...gap.found - 1, segment, line: gap.line, detail)
        } else if self.lineCount == 0, self.count > 0 {
            return .emptied
        } else if self.expected <= self.count {
            let kind = nextLine == nil ? AuditFault.Kind.cut : .missing
            let detail = "the segment's decisions end at \(self.expected - 1) of \(self.count)"
            copy.note(kind, self.expected...self.count, segment, line: nextLine, detail)
        } else if self.last != segment.root {
            let detail =
                "the decisions of segment \(segment.number) are not those that were sealed: one was written anew"
            copy.note(.rewritten, 1...max(1, self.count), segment, line: nextLine, detail)
        }
        return copy.fault.map { .faulty($0) } ?? .intact(self.count)
    }
}
