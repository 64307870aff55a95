import Foundation
import Testing

@testable import Hookswitch

/// Something that somebody did to an export of segments, and what a verification must say of it.
struct SegmentTampering {
    /// The kinds of tampering.
    enum Kind: CaseIterable {
        case editDecision, editCaller, removeMember, addMember, renumber, breakDecision
        case deleteDecision, deleteSeveral, duplicate, insertForged, swapDecisions, moveToLater, moveToEarlier
        case rewriteDecisions, emptySegment
        case editSegment, breakSegment, deleteSegment, deleteSegmentLine, swapSegments, rewriteSegment
        case foreignSegment, foreignSignature, cutInSegment, cutSegments, deleteDrop, editDrop, foreignDrop
    }

    let kind: Kind
    /// What is left of the export.
    let lines: [String]
    /// Heads that were saved before.
    let saved: [SegmentHead]
    /// The segment that must be named; `nil` if none can be.
    let segment: Int64?
    /// The place that must be named, or lie in the range that is; `nil` if the segment itself is bad.
    let place: Int64?

    init(_ kind: Kind, of fixture: SegmentFixture, using random: inout SeededGenerator) throws {
        self.kind = kind
        var lines = try fixture.lines()
        let number = Int64.random(in: SegmentFixture.droppedCount + 1...SegmentFixture.segmentCount, using: &random)
        let count = SegmentFixture.count(number)
        let chosen = Int64.random(in: 1...count, using: &random)
        let header = try Self.index(lines, number, nil)
        let row = try Self.index(lines, number, chosen)
        var segment: Int64? = number
        var place: Int64? = chosen
        switch kind {
        case .editDecision:
            let names = ["id", "at", "writer", "outcome", "pool", "target", "caller_fact", "target_id", "hash"]
            let name = names[Int.random(in: 0..<names.count, using: &random)]
            lines[row].text = try Self.alter(name, in: lines[row].text, using: &random)
        case .editCaller:
            let names = ["caller", "call_id", "caller_blind"]
            let name = names[Int.random(in: 0..<names.count, using: &random)]
            lines[row].text = try Self.alter(name, in: lines[row].text, using: &random)
        case .removeMember:
            lines[row].text = try Self.edit(lines[row].text) { $0["pool"] = nil }
        case .addMember:
            lines[row].text = try Self.edit(lines[row].text) { $0["note"] = .text("approved") }
        case .renumber:
            lines[row].text = try Self.edit(lines[row].text) { $0["place"] = .integer(chosen + 1) }
        case .breakDecision:
            lines[row].text = String(lines[row].text.dropLast(Int.random(in: 1...20, using: &random)))
        case .deleteDecision:
            lines.remove(at: row)
        case .deleteSeveral:
            lines.removeSubrange(row...(row + Int(min(2, count - chosen))))
        case .duplicate:
            lines.insert(lines[row], at: row + Int.random(in: 1...Int(count - chosen + 1), using: &random))
        case .insertForged:
            let rows = SegmentFixture.rows(number)
            let seed = SegmentFixture.key(number).seed(of: SegmentFixture.tenant)
            let previous = chosen == 1 ? seed : rows[Int(chosen) - 2].hash
            let decision = SegmentFixture.decision(number, chosen, outcome: "shed")
            let forged = PlacedDecision(
                segment: number,
                place: chosen,
                decision: decision,
                hash: decision.hash(after: previous)
            )
            let text = try AuditValue.members(forged.members).json()
            lines.insert(.init(text: text, segment: number, place: chosen), at: row)
        case .swapDecisions:
            let other = (chosen - 1 + Int64.random(in: 1..<count, using: &random)) % count + 1
            lines.swapAt(row, try Self.index(lines, number, other))
            place = min(chosen, other)
        case .moveToLater, .moveToEarlier:
            let others = SegmentFixture.droppedCount + 1...SegmentFixture.segmentCount
            let isLater = kind == .moveToLater && number < others.upperBound || number == others.lowerBound
            let target = isLater ? number + 1 : number - 1
            let line = lines.remove(at: row)
            lines.insert(line, at: try Self.index(lines, target, 2))
            if !isLater { (segment, place) = (target, 2) }
        case .rewriteDecisions:
            let rows = SegmentFixture.rows(number) { decision in
                decision == SegmentFixture.decision(number, chosen)
                    ? SegmentFixture.decision(number, chosen, outcome: "shed") : decision
            }
            try Self.replace(rows, in: &lines)
        case .emptySegment:
            lines.removeAll { $0.segment == number && $0.place != nil }
            place = 1
        case .editSegment:
            let names = ["day", "root", "previous_hash", "hash", "sealed_at", "key_id", "signature"]
            let name = names[Int.random(in: 0..<names.count, using: &random)]
            lines[header].text = try Self.alter(name, in: lines[header].text, using: &random)
            place = nil
        case .breakSegment:
            lines[header].text = String(lines[header].text.dropLast(Int.random(in: 1...20, using: &random)))
            place = nil
        case .deleteSegment:
            lines.removeAll { $0.segment == number }
            place = nil
        case .deleteSegmentLine:
            lines.remove(at: header)
            place = nil
        case .swapSegments:
            let count = SegmentFixture.segmentCount
            let other = (number - 1 + Int64.random(in: 1..<count, using: &random)) % count + 1
            let (first, last) = (min(number, other), max(number, other))
            let block = { (number: Int64) in lines.filter { $0.segment == number } }
            let order = [0] + (1...count).map { $0 == first ? last : $0 == last ? first : $0 }
            lines = order.flatMap { $0 == 0 ? [lines[0]] : block($0) }
            (segment, place) = (first, nil)
        case .rewriteSegment, .foreignSegment, .foreignSignature:
            let other = try AuditSigningKey(derivedFrom: KeyRing(random: &random).keys[0])
            let rows = SegmentFixture.rows(number) { decision in
                decision == SegmentFixture.decision(number, chosen)
                    ? SegmentFixture.decision(number, chosen, outcome: "shed") : decision
            }
            let previous = fixture.segments[Int(number) - 2]
            let forged = try SegmentFixture.seal(number, after: previous, rows: rows, with: other)
            try Self.replace(rows, in: &lines)
            var members = forged.members
            if kind != .foreignSegment { members["key_id"] = .text(fixture.signingKey.publicKey.id) }
            if kind == .rewriteSegment { members["signature"] = fixture.segments[Int(number) - 1].members["signature"] }
            lines[header].text = try AuditValue.members(members).json()
            place = nil
        case .cutInSegment:
            lines.removeSubrange(row...)
        case .cutSegments:
            lines.removeSubrange(header...)
            place = nil
        case .deleteDrop:
            lines.removeFirst()
            (segment, place) = (1, 1)
        case .editDrop:
            let names = ["month", "dropped_at", "key_id", "signature"]
            let name = names[Int.random(in: 0..<names.count, using: &random)]
            lines[0].text = try Self.alter(name, in: lines[0].text, using: &random)
            (segment, place) = (nil, nil)
        case .foreignDrop:
            // November is emptied, too, and somebody else signs that it was dropped.
            let other = try AuditSigningKey(derivedFrom: KeyRing(random: &random).keys[0])
            let november = UTCDay(number: SegmentFixture.day(5).number)
            let forged = try DroppedMonth(november, with: other, at: fixture.drop.droppedAt)
            let text = try AuditValue.members(forged.members).json()
            lines.removeAll { $0.place != nil }
            lines.insert(.init(text: text, segment: nil, place: nil), at: 0)
            (segment, place) = (nil, nil)
        }
        self.lines = lines.map(\.text)
        // An earlier run said how far the file must go at least.
        self.saved = [fixture.segments[fixture.segments.count - 1].segment.head]
        self.segment = segment
        self.place = place
    }

    private static func index(_ lines: [SegmentFixture.Line], _ segment: Int64, _ place: Int64?) throws -> Int {
        try #require(lines.firstIndex { $0.segment == segment && $0.place == place })
    }

    private static func replace(_ rows: [PlacedDecision], in lines: inout [SegmentFixture.Line]) throws {
        for row in rows {
            lines[try Self.index(lines, row.segment, row.place)].text = try AuditValue.members(row.members).json()
        }
    }

    private static func edit(_ line: String, _ change: (inout [String: AuditValue]) -> Void) throws -> String {
        guard case .members(var members) = try AuditValue(json: line) else { return line }
        change(&members)
        return try AuditValue.members(members).json()
    }

    /// The line with one character of a member made another.
    private static func alter(
        _ name: String,
        in line: String,
        using random: inout SeededGenerator
    ) throws -> String {
        var characters: [Character] = []
        _ = try Self.edit(line) { characters = Array($0[name]?.text ?? "") }
        let index = characters.isEmpty ? 0 : Int.random(in: 0..<characters.count, using: &random)
        if characters.isEmpty {
            characters = ["a"]
        } else {
            characters[index] = characters[index] == "a" ? "b" : "a"
        }
        let text = String(characters)
        return try Self.edit(line) { $0[name] = .text(text) }
    }
}
