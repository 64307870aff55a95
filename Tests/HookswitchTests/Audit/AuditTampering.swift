import Foundation
import Testing

@testable import Hookswitch

/// Something that somebody did to an export, and what a verification must say of it.
struct AuditTampering {
    /// The kinds of tampering.
    enum Kind: CaseIterable {
        case editMember, editNested, removeMember, addMember, renumber, breakLine
        case delete, deleteSeveral, duplicate, insertForged, swap, move
        case cutTail, cutTailAndHeads, rewriteTail, rehashOne, editHead, foreignHead, dropHeads
    }

    let kind: Kind
    /// What is left of the export.
    let lines: [String]
    /// Heads that were saved before.
    var saved: [AuditHead] = []
    /// The records of which the fault must name the first, or the range that holds it; empty if a head is bad.
    let expected: ClosedRange<Int64>?

    /// Does something to a fixture's export. `fixture` is signed at its end and before.
    init(_ kind: Kind, of fixture: AuditFixture, using random: inout SeededGenerator) throws {
        self.kind = kind
        let lines = try fixture.lines()
        let count = fixture.records.count
        let index = Int.random(in: 0..<count, using: &random)
        let place = Int64(index + 1)
        var changed = lines
        var expected: ClosedRange<Int64>? = place...place
        switch kind {
        case .editMember:
            let names = ["action", "subject", "actor", "source", "request_id", "reason", "recorded_at", "id", "hash"]
            let name = names[Int.random(in: 0..<names.count, using: &random)]
            changed[index] = try Self.edit(lines[index]) { members in
                members[name] = .text(Self.altered(members[name]?.text ?? "", using: &random))
            }
        case .editNested:
            changed[index] = try Self.edit(lines[index]) { $0["after"] = .members(["/name": .text("Evil Oy")]) }
        case .removeMember:
            changed[index] = try Self.edit(lines[index]) { $0["reason"] = nil }
        case .addMember:
            changed[index] = try Self.edit(lines[index]) { $0["note"] = .text("approved") }
        case .renumber:
            changed[index] = try Self.edit(lines[index]) { $0["sequence"] = .integer(place + 1) }
        case .breakLine:
            changed[index] = String(lines[index].dropLast(Int.random(in: 1...20, using: &random)))
        case .delete:
            changed.remove(at: index)
        case .deleteSeveral:
            changed.removeSubrange(index...min(index + 2, count - 1))
        case .duplicate:
            // The copy is said to be bad where it stands, by its own number.
            let target = Int.random(in: index + 1...count, using: &random)
            changed.insert(lines[index], at: target)
        case .insertForged:
            let previous = index == 0 ? AuditHash.zero : fixture.records[index - 1].hash
            let forged = AuditFixture.record(place, after: previous, name: "Evil Oy")
            changed.insert(try AuditValue.members(forged.members).json(), at: index)
        case .swap, .move:
            let other = (index + Int.random(in: 1..<count, using: &random)) % count
            let first = min(index, other)
            let last = max(index, other)
            if kind == .swap {
                changed.swapAt(first, last)
            } else {
                changed.insert(changed.remove(at: first), at: last)
            }
            expected = Int64(first + 1)...Int64(first + 1)
        case .cutTail:
            changed.removeSubrange(index..<count)
        case .cutTailAndHeads:
            changed.removeSubrange(index..<count)
            let kept = fixture.heads.filter { $0.head.sequence <= Int64(index) }
            changed = Array(changed.prefix(index)) + (try kept.map { try AuditValue.members($0.members).json() })
            self.saved = fixture.records.last.map { [AuditFixture.head(of: $0)] } ?? []
        case .rewriteTail, .rehashOne:
            var records = Array(fixture.records.prefix(index))
            for sequence in place...Int64(count) {
                let isForged = sequence == place || kind == .rewriteTail
                let previous = records.last?.hash ?? .zero
                let record = AuditFixture.record(sequence, after: previous, name: sequence == place ? "Evil Oy" : nil)
                records.append(isForged ? record : fixture.records[Int(sequence) - 1])
            }
            changed = try records.map { try AuditValue.members($0.members).json() } + lines.dropFirst(count)
        case .editHead:
            let line = count + Int.random(in: 0..<fixture.heads.count, using: &random)
            let names = ["hash", "signature", "signed_at", "key_id"]
            let name = names[Int.random(in: 0..<names.count, using: &random)]
            changed[line] = try Self.edit(lines[line]) { members in
                members[name] = .text(Self.altered(members[name]?.text ?? "", using: &random))
            }
            expected = nil
        case .foreignHead:
            let key = try AuditSigningKey(derivedFrom: KeyRing(random: &random).keys[0])
            let head = try key.sign(AuditFixture.head(of: fixture.records[count - 1]), at: AuditFixture.moment)
            changed[changed.count - 1] = try AuditValue.members(head.members).json()
            expected = nil
        case .dropHeads:
            changed.removeLast(fixture.heads.count)
            expected = 1...1
        }
        self.lines = changed
        self.expected = expected
    }

    private static func edit(
        _ line: String,
        _ change: (inout [String: AuditValue]) -> Void
    ) throws -> String {
        guard case .members(var members) = try AuditValue(json: line) else { return line }
        change(&members)
        return try AuditValue.members(members).json()
    }

    /// The text with one character made another: `a` or `b`.
    private static func altered(_ text: String, using random: inout SeededGenerator) -> String {
        var characters = Array(text)
        guard !characters.isEmpty else { return "a" }
        let index = Int.random(in: 0..<characters.count, using: &random)
        characters[index] = characters[index] == "a" ? "b" : "a"
        return String(characters)
    }
}
