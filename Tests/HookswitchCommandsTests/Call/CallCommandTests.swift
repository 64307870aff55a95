import Testing

@testable import HookswitchCommands

@Suite struct CallCommandTests {
    private static func call(status: Int, target: String?, decision: String?) -> OnboardedCall {
        OnboardedCall(
            from: "+35850454564",
            to: "+35840675644",
            wasSent: true,
            status: status,
            outcome: decision.map { _ in "routed" },
            target: target,
            poolName: "Sales",
            chosen: "Known \u{1B}[31mcustomers",
            decision: decision,
            durationMilliseconds: 89.6,
            note: nil
        )
    }

    @Test func answerAndDecisionAreTold() {
        let lines = CallCommand.lines(Self.call(status: 200, target: "+35853445657", decision: "dec_a"))

        #expect(lines[0] == "HTTP 200 → +35853445657, after 89.6 ms")
        #expect(lines[1].hasPrefix("dec_a routed, by rule"))
        #expect(!lines[1].contains("\u{1B}"))
    }

    @Test func aRefusalIsNoRoute() {
        #expect(
            CallCommand.lines(Self.call(status: 401, target: nil, decision: nil)) == [
                "HTTP 401 → no route, after 89.6 ms"
            ]
        )
        #expect(
            CallCommand.lines(Self.call(status: 204, target: nil, decision: nil)) == [
                "HTTP 204 → default route, after 89.6 ms"
            ]
        )
    }
}
