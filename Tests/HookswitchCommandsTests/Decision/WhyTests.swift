import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct WhyTests {
    /// The last lines of an explanation: those that tell what has changed since.
    private static func lines(version: Int = 1, currentVersion: Int = 1, today: String?) throws -> [String] {
        let json = """
            {"decision":{"id":"dec_a","at":"2026-11-22T10:00:00Z","tenant":"acme","outcome":"routed","status":200,
              "pool":"+35840675644","target":"+35853445657","caller":"+358•••64","duration_ms":0.3},
             "trace":{"caller":"known:contact","pool":"+35840675644","pool_name":"Sales","rules":[],
              "chosen":"otherwise","otherwise":"+35853445657"},
             "version":\(version),"current_version":\(currentVersion)\(today.map { #","today":\#($0)"# } ?? "")}
            """
        let explanation = try JSONDecoder().decode(DecisionExplanation.self, from: Data(json.utf8))
        let lines = Why.lines(explanation, palette: .plain)
        let answer = try #require(lines.firstIndex { $0.contains("4 answer") })
        return Array(lines[(answer + 1)...])
    }

    @Test func nothingIsSaidOfTodayWhereNothingChanged() throws {
        #expect(try Self.lines(today: #"{"outcome":"routed","target":"+35853445657"}"#).isEmpty)
    }

    @Test func aTenantThatWasSuspendedSinceIsSaidSo() throws {
        #expect(
            try Self.lines(today: #"{"outcome":"suspended"}"#) == ["Today this call → default route (suspended)."]
        )
    }

    @Test func laterVersionsAreNamed() throws {
        #expect(
            try Self.lines(currentVersion: 3, today: #"{"outcome":"routed","target":"+35853445657"}"#) == [
                "Decided by version 1; the tenant is at version 3.", "Today this call → +35853445657 (routed).",
            ]
        )
    }

    @Test func whatIsNotKnownOfTodayIsSaid() throws {
        let lines = try Self.lines(currentVersion: 2, today: nil)

        #expect(lines.count == 2)
        #expect(lines.last?.contains("not known") == true)
    }
}
