import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct TraceStepsTests {
    private static let json = """
        {"status":200,"outcome":"routed","target":"+35853445657","duration_ms":143.21,"trace":{
          "caller":"known:contact","pool":"+35840675644","pool_name":"Sales","chosen":"Known customers",
          "rules":[{"name":"Companies","when":"account","target":"+358534456570","verdict":"passed"},
                   {"name":"Known customers","when":"known","target":"+35853445657","verdict":"chosen"},
                   {"name":"Later","when":"lead","target":"+358534456571","verdict":"not_reached"}],
          "lookup":{"source":"crm","notations":7,"microseconds":128000,"token_microseconds":51000,
            "match":{"table":"contact","row":"a91c","column":"mobilephone"},
            "requests":[{"table":"contact","fallback":false,"status":200,"rows":1,"microseconds":76000}]}}}
        """

    private func lines(_ json: String, caller: String? = "+358•••64") throws -> [String] {
        let explanation = try JSONDecoder().decode(CallExplanation.self, from: Data(json.utf8))
        return TraceSteps(
            trace: explanation.trace,
            status: explanation.status,
            outcome: explanation.outcome,
            target: explanation.target,
            caller: caller
        ).lines(palette: .plain)
    }

    @Test func routedCallIsToldStepByStep() throws {
        #expect(
            try self.lines(Self.json) == [
                " 1 caller  +358•••64: found as contact",
                "           asked Dynamics in 128 ms, 7 notations of the number",
                "           access token: 51.0 ms",
                "           contact: 1 row, 76.0 ms",
                "           matched contact a91c in mobilephone",
                " 2 pool    +35840675644 Sales",
                " 3 rules   ✗ Companies        when account: it is not",
                "           ✔ Known customers  when known → +35853445657",
                "           · Later            not reached",
                "           – otherwise default route",
                " 4 answer  200 routed → +35853445657, by rule \"Known customers\"",
            ]
        )
    }

    @Test func callOfAnUnknownPoolHasNoRules() throws {
        let json = """
            {"status":204,"outcome":"unknown_pool","duration_ms":0.05,
             "trace":{"caller":"not_sought","pool":"+358401","rules":[]}}
            """

        let lines = try self.lines(json, caller: nil)

        #expect(lines[0] == " 1 caller  not looked up: the tenant has no such pool")
        #expect(lines[1] == " 2 pool    +358401: the tenant has no such pool")
        #expect(lines.last == " 4 answer  204 unknown_pool: default route")
    }

    @Test(
        arguments: [
            (0.0, "0.00"), (0.314, "0.31"), (7.44, "7.4"), (128.4, "128"), (99.96, "100.0"), (2500, "2500"),
            (.nan, "–"), (.infinity, "–"), (-1, "–"), (1e300, "–"),
        ] as [(Double, String)]
    )
    func durationIsShownWithWhatSaysSomething(_ milliseconds: Double, _ text: String) {
        #expect(CallDuration.text(milliseconds: milliseconds) == text)
    }
}
