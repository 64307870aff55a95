import Foundation
import Routing
import Testing

@testable import Hookswitch

@Suite struct CallExpectationTests {
    private static func explanation(_ status: Int, _ outcome: Outcome, _ target: String?) throws -> CallExplanation {
        let json = """
            {"status":\(status),"outcome":"\(outcome.rawValue)"\(target.map { #","target":"\#($0)""# } ?? ""),
             "duration_ms":1,"trace":{"caller":"unknown","rules":[]}}
            """
        return try JSONDecoder().decode(CallExplanation.self, from: Data(json.utf8))
    }

    @Test(arguments: [
        ("routed", true), ("200", true), ("+35853445657", true), ("+358 53 445 657", true), ("no_match", false),
        ("204", false), ("default", false), ("+35853445658", false),
    ])
    func aWordIsAnOutcomeAStatusOrATarget(_ word: String, _ isMet: Bool) throws {
        let routed = try Self.explanation(200, .routed, "+35853445657")

        #expect(try #require(CallExpectation(parsing: word)).isMet(by: routed) == isMet)
    }

    @Test(arguments: ["default", "204", "no_match"])
    func theDefaultRouteIsExpectedByItsName(_ word: String) throws {
        let unrouted = try Self.explanation(204, .noMatch, nil)

        #expect(try #require(CallExpectation(parsing: word)).isMet(by: unrouted))
    }

    @Test(arguments: ["", "Sales", "500", "050 123", "+", "defualt", "ROUTED"])
    func otherWordsAreRefused(_ word: String) {
        #expect(CallExpectation(parsing: word) == nil)
    }

    @Test func allThatIsSaidMustHold() throws {
        let routed = try Self.explanation(200, .routed, "+35853445657")

        #expect(CallExpectation(outcome: .routed, target: "+35853445657", status: 200).isMet(by: routed))
        #expect(!CallExpectation(outcome: .routed, target: "default", status: 200).isMet(by: routed))
        #expect(
            CallExpectation(outcome: .routed, target: "+35853445657", status: 200).text == "200 routed → +35853445657"
        )
    }
}
