import Testing

@testable import Hookswitch

@Suite struct AuditVerificationTests {
    @Test func anExportThatNobodyTouchedIsIntact() throws {
        let fixture = try AuditFixture(count: 30, signed: [10, 20, 30])

        let verdict = try fixture.verdict(of: fixture.lines(), saved: [AuditFixture.head(of: fixture.records[4])])

        #expect(verdict.isIntact, "\(verdict.faults)")
        #expect(verdict.chains.map(\.recordCount) == [30])
        #expect(verdict.chains.first?.head == AuditFixture.head(of: fixture.records[29]).description)
    }

    @Test func aChainIsCalledByItsTenant() throws {
        let fixture = try AuditFixture(count: 3, signed: [3])

        #expect(try fixture.verdict(of: fixture.lines()).chains.first?.tenant == "acme")
    }

    @Test func twoHundredTamperingsAreAllFoundAndTheFirstBadRecordIsNamed() throws {
        var random = SeededGenerator(seed: 2026)
        for number in 0..<200 {
            let fixture = try AuditFixture(count: 30, signed: [10, 20, 30])
            let kind = AuditTampering.Kind.allCases[number % AuditTampering.Kind.allCases.count]

            let tampering = try AuditTampering(kind, of: fixture, using: &random)
            let verdict = fixture.verdict(of: tampering.lines, saved: tampering.saved)
            #expect(try tampering.lines != fixture.lines(), "\(number): \(kind) did nothing")

            let fault = try #require(verdict.faults.first, "\(number): \(kind) was not found")
            guard let expected = tampering.expected else {
                #expect(fault.sequence == nil, "\(number): \(kind): \(fault)")
                continue
            }
            let first = try #require(fault.sequence, "\(number): \(kind): \(fault)")
            let last = fault.lastSequence ?? first
            // Only where the hashes fit again is it one of several; the range must hold the right one.
            #expect((first...last).overlaps(expected), "\(number): \(kind): \(expected) became \(fault)")
            if fault.kind != .rewritten {
                #expect(first == expected.lowerBound, "\(number): \(kind): \(expected) became \(fault)")
            }
        }
    }

    @Test func eachKindOfFaultHasItsName() throws {
        let fixture = try AuditFixture(count: 30, signed: [10, 20, 30])
        var random = SeededGenerator(seed: 7)
        let names: [(AuditTampering.Kind, [AuditFault.Kind])] = [
            (.editNested, [.edited]), (.addMember, [.unreadable]), (.breakLine, [.unreadable]),
            (.delete, [.missing, .cut]), (.duplicate, [.inserted]), (.insertForged, [.inserted]),
            (.swap, [.swapped]), (.cutTail, [.cut]), (.cutTailAndHeads, [.cut]),
            (.rewriteTail, [.rewritten]), (.rehashOne, [.rewritten]), (.foreignHead, [.unknownKey]),
            (.dropHeads, [.unsigned]),
        ]

        for (kind, faults) in names {
            let tampering = try AuditTampering(kind, of: fixture, using: &random)
            let fault = fixture.verdict(of: tampering.lines, saved: tampering.saved).faults.first

            #expect(fault.map { faults.contains($0.kind) } == true, "\(kind): \(String(describing: fault))")
        }
    }

    @Test func aWholeChainThatIsGoneIsFoundByItsSavedHead() throws {
        let fixture = try AuditFixture(count: 3, signed: [3])
        let other = AuditHead(chain: .installation, sequence: 4, hash: .zero)

        let verdict = try fixture.verdict(of: fixture.lines(), saved: [other])

        #expect(verdict.faults.map(\.kind) == [.cut])
        #expect(verdict.faults.first?.chain == "installation")
    }

    @Test(arguments: [[], [""], ["\u{0}"], ["{}"], ["[1]"], [#"{"type":"record"}"#], [#"{"type":"head"}"#]])
    func whatIsNoExportIsNotIntact(lines: [String]) throws {
        let fixture = try AuditFixture(count: 1, signed: [1])

        #expect(!fixture.verdict(of: lines).isIntact)
    }

    @Test func numbersAtTheEndsOfTheirRangeTrapNothing() throws {
        let fixture = try AuditFixture(count: 1, signed: [1])
        for sequence in [Int64.min, -1, 0, 2, .max] {
            let record = AuditFixture.record(1, after: .zero)
            var members = record.members
            members["sequence"] = .integer(sequence)
            var head = fixture.heads[0].members
            head["sequence"] = .integer(sequence)
            let saved = AuditHead(chain: AuditFixture.chain, sequence: sequence, hash: AuditHash(Array(1...32)))

            let bad = try AuditValue.members(members).json()
            let badHead = try AuditValue.members(head).json()
            let lines = try fixture.lines()

            #expect(!fixture.verdict(of: [bad]).isIntact)
            #expect(!fixture.verdict(of: lines + [badHead]).isIntact)
            #expect(!fixture.verdict(of: lines, saved: [saved]).isIntact)
        }
    }
}
