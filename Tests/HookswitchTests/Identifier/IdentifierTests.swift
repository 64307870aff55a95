import Foundation
import Testing

@testable import Hookswitch

@Suite struct IdentifierTests {
    @Test func endpointsAreWrittenAndReadBack() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<1000 {
            let endpoint = EndpointID(random: &random)

            #expect(endpoint.text.utf8.count == 26)
            #expect(EndpointID(parsing: Array(endpoint.text.utf8)) == endpoint)
        }
    }

    @Test(arguments: [
        "", "a", "aaaaaaaaaaaaaaaaaaaaaaaaab", "AAAAAAAAAAAAAAAAAAAAAAAAAA", "aaaaaaaaaaaaaaaaaaaaaaaaa1",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaa", "ａａａａａａａａａａａａａａａａａａａａａａａａａａ",
    ])
    func whatIsNoEndpointIsRefused(_ text: String) {
        #expect(EndpointID(parsing: Array(text.utf8)) == nil)
    }

    @Test func anEndpointDoesNotPrintItself() {
        var random = SystemRandomNumberGenerator()
        let endpoint = EndpointID(random: &random)

        #expect(!"\(endpoint)".contains(endpoint.text))
    }

    @Test func aDecisionsNameHoldsItsMicrosecond() throws {
        for microseconds in stride(from: Int64(1_790_000_000_000_000), to: 1_790_000_000_003_000, by: 1) {
            let id = DecisionID(decidedAt: Moment(microseconds: microseconds), writer: UUID(), sequence: 7)

            #expect(id.decidedAt.microseconds == microseconds)
            #expect(DecisionID(parsing: id.description) == id)
        }
    }

    @Test func decisionsOfOneMomentHaveDifferentNames() {
        let moment = Moment(microseconds: 1_790_000_000_000_000)
        let writer = UUID()

        let ids = (0..<10_000).map { DecisionID(decidedAt: moment, writer: writer, sequence: Int64($0)) }

        #expect(Set(ids).count == 10_000)
    }

    @Test(arguments: ["", "dec_", "ten_aaaaaaaaaaaaaaaaaaaaaaaaaa", "dec_aaaaaaaaaaaaaaaaaaaaaaaaab", "dec_x\u{0}"])
    func whatIsNoNameIsRefused(_ text: String) {
        #expect(DecisionID(parsing: text) == nil)
    }

    @Test func timeOrderedUUIDsSortByTime() {
        var random = SystemRandomNumberGenerator()
        let ids = (0..<100).map { index in
            UUID.timeOrdered(at: Moment(microseconds: Int64(index) * 1_000_000), random: &random).uuidString
        }

        #expect(ids == ids.sorted())
    }
}
