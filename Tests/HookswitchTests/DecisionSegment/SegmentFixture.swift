import Crypto
import Foundation

@testable import Hookswitch

/// An export of segments made by hand: four days of October whose decisions were dropped, and six of November.
struct SegmentFixture {
    static let tenant = TenantID(UUID(high: 0xA, low: 1))
    /// 2026-10-28.
    static let firstDay = UTCDay(parsing: "2026-10-28") ?? UTCDay(number: 0)
    static let segmentCount: Int64 = 10
    /// So many segments, from the first, have no decisions any more.
    static let droppedCount: Int64 = 4

    /// A line of the export, and what it is.
    struct Line {
        var text: String
        /// The segment it belongs to; `nil` for a drop.
        let segment: Int64?
        /// The decision's place; `nil` for the segment's own line.
        let place: Int64?
    }

    let signingKey: AuditSigningKey
    let segments: [SealedSegment]
    let drop: DroppedMonth

    init() throws {
        self.signingKey = try AuditFixture.key()
        var segments: [SealedSegment] = []
        for number in 1...Self.segmentCount {
            segments.append(try Self.seal(number, after: segments.last, with: self.signingKey))
        }
        self.segments = segments
        let droppedAt = Moment(microseconds: Self.day(Self.segmentCount + 1).end.microseconds)
        let october = UTCDay(parsing: "2026-10-01") ?? UTCDay(number: 0)
        self.drop = try DroppedMonth(october, with: self.signingKey, at: droppedAt)
    }

    static func day(_ number: Int64) -> UTCDay {
        UTCDay(number: Self.firstDay.number + Int32(number) - 1)
    }

    static func key(_ number: Int64) -> SegmentKey {
        SegmentKey(day: Self.day(number), part: 0)
    }

    /// How many decisions a segment has: 3 to 8.
    static func count(_ number: Int64) -> Int64 {
        3 + number * 5 % 6
    }

    static func decision(_ number: Int64, _ place: Int64, outcome: String = "routed") -> SegmentedDecision {
        let moment = Moment(microseconds: Self.day(number).start.microseconds + place * 1_000_003)
        let writer = UUID(high: 0xB, low: 7)
        let sequence = number * 100 + place
        return SegmentedDecision(
            id: DecisionID(decidedAt: moment, writer: writer, sequence: sequence),
            decidedAt: moment,
            writer: writer,
            sequence: sequence,
            outcome: outcome,
            pool: "+35840675644",
            target: "+358401234567",
            choice: place % 2 == 0 ? nil : 1,
            tenantVersion: 3,
            callerFact: "unknown",
            targetID: "sales",
            durationMicroseconds: 1500 + place,
            caller: .kept(
                blind: AuditHash(of: [UInt8(truncatingIfNeeded: sequence)]),
                mask: "+358•••64",
                callID: "call-\(sequence)"
            )
        )
    }

    /// A segment's decisions in their places, one of them changed by `edit`, with hashes that fit.
    static func rows(
        _ number: Int64,
        edit: (SegmentedDecision) -> SegmentedDecision = { $0 }
    ) -> [PlacedDecision] {
        var hash = Self.key(number).seed(of: Self.tenant)
        return (1...Self.count(number)).map { place in
            let decision = edit(Self.decision(number, place))
            hash = decision.hash(after: hash)
            return PlacedDecision(segment: number, place: place, decision: decision, hash: hash)
        }
    }

    static func seal(
        _ number: Int64,
        after previous: SealedSegment?,
        rows: [PlacedDecision]? = nil,
        with key: AuditSigningKey
    ) throws -> SealedSegment {
        let segment = DecisionSegment(
            tenant: Self.tenant,
            number: number,
            previousHash: previous?.hash ?? .zero,
            key: Self.key(number),
            decisionCount: Self.count(number),
            root: (rows ?? Self.rows(number)).last?.hash ?? .zero
        )
        return try SealedSegment(segment, with: key, at: Self.day(number + 1).start)
    }

    /// The lines of the export: what was dropped, then each segment with its decisions.
    func lines() throws -> [Line] {
        var lines = [Line(text: try AuditValue.members(self.drop.members).json(), segment: nil, place: nil)]
        for sealed in self.segments {
            let number = sealed.segment.number
            lines.append(Line(text: try AuditValue.members(sealed.members).json(), segment: number, place: nil))
            guard number > Self.droppedCount else { continue }
            for row in Self.rows(number) {
                let text = try AuditValue.members(row.members).json()
                lines.append(Line(text: text, segment: number, place: row.place))
            }
        }
        return lines
    }

    /// What a verification with the right key says of lines.
    func verdict(of lines: [String], saved: [SegmentHead] = []) -> SegmentVerdict {
        var verification = SegmentVerification(publicKeys: [self.signingKey.publicKey], savedHeads: saved)
        for line in lines { verification.read(line) }
        return verification.verdict()
    }
}
