import Foundation
import Testing

@testable import Hookswitch
@testable import HookswitchCommands

@Suite struct WhyTests {
    /// The last lines of an explanation: those that tell what has changed since.
    private static func lines(
        version: Int = 1,
        currentVersion: Int = 1,
        changes: ChangesSince? = nil,
        today: String?
    ) throws -> [String] {
        let json = """
            {"decision":{"id":"dec_a","at":"2026-11-22T10:00:00Z","tenant":"acme","outcome":"routed","status":200,
              "pool":"+35840675644","target":"+35853445657","caller":"+358•••64","duration_ms":0.3},
             "trace":{"caller":"known:contact","pool":"+35840675644","pool_name":"Sales","rules":[],
              "chosen":"otherwise","otherwise":"+35853445657"},
             "version":\(version),"current_version":\(currentVersion)\(today.map { #","today":\#($0)"# } ?? "")}
            """
        let explanation = try JSONDecoder().decode(DecisionExplanation.self, from: Data(json.utf8))
        let lines = Why.lines(explanation, changes, palette: .plain)
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

    @Test func whoChangedWhatSinceIsSaid() throws {
        let version = TenantVersionView(
            version: 3,
            createdAt: "2026-11-20T10:40:00.000Z",
            actor: "liisa",
            isCurrent: true
        )
        let change = DocumentChange(
            path: "pools[+35840675644].otherwise",
            before: .text("default"),
            after: .text("+35853445658")
        )
        let changes = ChangesSince(version: version, changes: Array(repeating: change, count: 7))

        let lines = try Self.lines(
            currentVersion: 3,
            changes: changes,
            today: #"{"outcome":"routed","target":"+35853445658"}"#
        )

        #expect(lines.first?.hasPrefix("Changed since: version 3 by liisa, 2026-11-20") == true)
        #expect(lines.count { $0.contains("~ pools[+35840675644].otherwise") } == 5)
        #expect(lines.contains("  and 2 more"))
        #expect(lines.last == "Today this call → +35853445658 (routed).")
    }

    @Test(arguments: [("+358•••64", "NUMBER"), ("withheld", "anonymous")])
    func theSameCallMayBeAskedAboutAgain(_ caller: String, _ from: String) throws {
        let json = """
            {"id":"dec_a","at":"2026-11-22T10:00:00Z","tenant":"acme","outcome":"routed","status":200,
             "pool":"+35840675644","caller":"\(caller)","duration_ms":0.3}
            """
        let decision = try JSONDecoder().decode(DecisionView.self, from: Data(json.utf8))

        let next = try #require(Why.next(after: decision))

        #expect(next.hasPrefix("hookswitch explain acme --from \(from) --to +35840675644"))
    }

    @Test func whatIsNotKnownOfTodayIsSaid() throws {
        let lines = try Self.lines(currentVersion: 2, today: nil)

        #expect(lines.count == 2)
        #expect(lines.last?.contains("not known") == true)
    }
}
