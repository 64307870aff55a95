import Foundation
import Testing

@testable import Hookswitch

@Suite struct AuditRecordTests {
    /// The vector was made by another program in another language from the description of the canonical form.
    @Test func canonicalFormIsTheDescribedOne() {
        let record = AuditRecord(
            chain: .tenant(TenantID(UUID(high: 10, low: 1))),
            sequence: 7,
            previousHash: AuditHash(Array(0..<32)),
            id: AuditID(UUID(high: 0xB, low: 2)),
            recordedAt: Moment(microseconds: 1_795_339_800_123_456),
            actor: .token(UUID(high: 0xC, low: 3), name: "liisa"),
            origin: AuditOrigin(requestID: nil, source: "192.0.2.7", reason: "ticket 7"),
            action: "tenant.change",
            subject: "tenant acme",
            before: .members(["/name": .text("Acme Oy")]),
            after: .members([
                "/name": .text("Ää"),
                "/b": .list([.null, .boolean(true), .boolean(false), .integer(-1), .number(1.5), .members([:])]),
            ])
        )

        #expect(record.canonicalBytes.count == 286)
        #expect(record.hash.description == "c246a7aaa8f988b6c3dc5528cddca2d2a3c401cb67207ec977cb46b26a951fb2")
    }

    @Test func aLineReadsBackAsTheSameRecord() throws {
        for chained in AuditFixture.records(count: 5) {
            let line = try AuditValue.members(chained.members).json()

            guard case .members(let members) = try AuditValue(json: line) else {
                Issue.record("no object")
                return
            }
            let read = try ChainedAuditRecord(members: members)

            #expect(read == chained)
            #expect(read.isIntact)
        }
    }

    @Test func aMemberTwiceIsRefused() {
        #expect(throws: AuditValue.ReadingError.duplicateMember) { try AuditValue(json: #"{"a": 1, "a": 2}"#) }
        #expect(throws: AuditValue.ReadingError.duplicateMember) { try AuditValue(json: #"[{"b": {"a": 1, "a": 1}}]"#) }
        #expect(throws: Never.self) { try AuditValue(json: #"{"a:\"": ":", "b": [{"a": "\\"}]}"#) }
    }

    @Test(arguments: [0, 1, -1, 1_795_339_800_123_456, 1_795_339_800_000_000, -62_000_000_000_000_001])
    func exactTextKeepsEveryMicrosecond(microseconds: Int64) {
        let moment = Moment(microseconds: microseconds)

        #expect(Moment(exactText: moment.exactText) == moment, "\(moment.exactText)")
    }

    @Test(arguments: [
        "", "Z", "2026-11-22T09:30:00Z", "2026-11-22T09:30:00.123Z", "2026-11-22T09:30:00.1234567Z",
        "2026-11-22 09:30:00.123456Z", "2026-11-22T09:30:00.+23456Z", "2026-11-22T11:30:00.123456+02:00",
    ])
    func otherTimesAreNotRead(text: String) {
        #expect(Moment(exactText: text) == nil)
    }
}
