import Foundation
import Testing

@testable import Hookswitch

@Suite struct SegmentVerificationTests {
    @Test func whatWasSealedIsIntactAndDroppedDaysAreCounted() throws {
        let fixture = try SegmentFixture()

        let verdict = try fixture.verdict(of: fixture.lines().map(\.text))

        #expect(verdict.isIntact, "\(verdict.faults)")
        let tenant = try #require(verdict.tenants.first)
        #expect(tenant.segmentCount == SegmentFixture.segmentCount)
        #expect(tenant.droppedSegmentCount == SegmentFixture.droppedCount)
        let dropped = (1...SegmentFixture.droppedCount).reduce(0) { $0 + SegmentFixture.count($1) }
        #expect(tenant.droppedDecisionCount == dropped)
        let all = (1...SegmentFixture.segmentCount).reduce(0) { $0 + SegmentFixture.count($1) }
        #expect(tenant.decisionCount == all - dropped)
        #expect(tenant.firstDay == "2026-10-28")
        #expect(tenant.lastDay == "2026-11-06")
        let head = try #require(tenant.head.flatMap(SegmentHead.init(parsing:)))
        #expect(head == fixture.segments.last?.segment.head)
    }

    @Test func twoHundredTamperingsAreAllFoundAndTheFirstBadThingIsNamed() throws {
        let fixture = try SegmentFixture()
        let original = try fixture.lines().map(\.text)
        var random = SeededGenerator(seed: 2026)
        for number in 0..<280 {
            let kind = SegmentTampering.Kind.allCases[number % SegmentTampering.Kind.allCases.count]

            let tampering = try SegmentTampering(kind, of: fixture, using: &random)
            let verdict = fixture.verdict(of: tampering.lines, saved: tampering.saved)
            #expect(tampering.lines != original, "\(number): \(kind) did nothing")

            let fault = try #require(verdict.faults.first, "\(number): \(kind) was not found")
            guard let segment = tampering.segment else { continue }
            #expect(fault.segment == segment, "\(number): \(kind) of \(segment): \(fault)")
            guard let place = tampering.place else { continue }
            let first = try #require(fault.place, "\(number): \(kind) at \(place): \(fault)")
            #expect(
                (first...(fault.lastPlace ?? first)).contains(place),
                "\(number): \(kind) of \(segment) at \(place): \(fault)"
            )
        }
    }

    @Test func eachKindOfFaultHasItsName() throws {
        let fixture = try SegmentFixture()
        var random = SeededGenerator(seed: 7)
        let names: [(SegmentTampering.Kind, [AuditFault.Kind])] = [
            (.editCaller, [.edited, .unreadable]), (.addMember, [.unreadable]), (.breakDecision, [.unreadable]),
            (.deleteDecision, [.missing, .cut]), (.duplicate, [.inserted]), (.insertForged, [.inserted]),
            (.swapDecisions, [.swapped]), (.rewriteDecisions, [.rewritten]), (.emptySegment, [.missing]),
            (.deleteSegmentLine, [.missing]), (.swapSegments, [.swapped]), (.rewriteSegment, [.wrongSignature]),
            (.foreignSegment, [.unknownKey]), (.foreignSignature, [.wrongSignature]),
            (.cutInSegment, [.cut, .missing]),
            (.cutSegments, [.cut]), (.deleteDrop, [.missing]), (.foreignDrop, [.unknownKey]),
        ]

        for (kind, faults) in names {
            let tampering = try SegmentTampering(kind, of: fixture, using: &random)
            let fault = fixture.verdict(of: tampering.lines, saved: tampering.saved).faults.first

            #expect(fault.map { faults.contains($0.kind) } == true, "\(kind): \(String(describing: fault))")
        }
    }

    @Test func anErasedCallerLeavesTheDecisionVerifiable() throws {
        let fixture = try SegmentFixture()
        let lines = try fixture.lines().map { line in
            guard line.segment == 7, line.place != nil, case .members(let members) = try AuditValue(json: line.text)
            else { return line.text }
            let placed = try PlacedDecision(members: members)
            let commitment = try #require(placed.decision.caller.commitment)
            var erased = members
            for name in ["caller", "call_id", "caller_blind"] { erased[name] = nil }
            erased["caller_commitment"] = .text(commitment.description)
            return try AuditValue.members(erased).json()
        }

        let verdict = fixture.verdict(of: lines)

        #expect(verdict.isIntact, "\(verdict.faults)")
        #expect(verdict.tenants.first?.erasedCount == SegmentFixture.count(7))
        #expect(lines.filter { $0.contains("call-7") }.isEmpty)
    }

    @Test func aDropCoversOnlyWhatWasSealedBeforeIt() throws {
        let fixture = try SegmentFixture()
        let tooEarly = try DroppedMonth(fixture.drop.month, with: fixture.signingKey, at: SegmentFixture.day(1).start)
        var lines = try fixture.lines().map(\.text)
        lines[0] = try AuditValue.members(tooEarly.members).json()

        let verdict = fixture.verdict(of: lines)

        #expect(verdict.faults.map(\.segment) == [1])
        #expect(verdict.faults.first?.kind == .missing)
    }

    @Test(arguments: [
        [], [""], ["{}"], ["[1]"], [#"{"type":"segment"}"#], [#"{"type":"decision"}"#], [#"{"type":"drop"}"#],
    ])
    func whatIsNoExportIsNotIntact(lines: [String]) throws {
        #expect(try !SegmentFixture().verdict(of: lines).isIntact)
    }

    @Test func numbersAtTheEndsOfTheirRangeTrapNothing() throws {
        let fixture = try SegmentFixture()
        let original = try fixture.lines()
        // A segment without decisions, one with, a decision at each end of one, and the last line.
        let indices = [1, 5, 6, 5 + Int(SegmentFixture.count(5)), original.count - 1]
        for (index, line) in original.enumerated() where indices.contains(index) {
            for name in ["segment", "place", "decision_count", "part", "sequence", "duration_us", "version", "choice"] {
                for value in [Int64.min, -1, 0, .max] {
                    var lines = original.map(\.text)
                    guard case .members(var members) = try AuditValue(json: line.text), members[name] != nil,
                        members[name] != .integer(value)
                    else { continue }
                    members[name] = .integer(value)
                    lines[index] = try AuditValue.members(members).json()
                    #expect(!fixture.verdict(of: lines).isIntact, "\(name) \(value) in line \(index + 1)")
                }
            }
        }
    }

    @Test func headsAreReadAsTheyAreWritten() throws {
        let head = try #require(SegmentFixture().segments.last?.segment.head)

        #expect(SegmentHead(parsing: head.description) == head)
        for text in [
            "", "decisions", "ten_x:1:a", head.description + ":", head.description.replacing(":10:", with: ":010:"),
        ] {
            #expect(SegmentHead(parsing: text) == nil, "\(text)")
        }
    }
}
