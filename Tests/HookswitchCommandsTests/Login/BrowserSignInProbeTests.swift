import Testing

@testable import HookswitchCommands

@Suite struct BrowserSignInProbeTests {
    private static func failure(_ status: CommandStatus, http: Int?) -> CommandFailure {
        var failure = CommandFailure(
            status,
            code: "x",
            "Signing in with OpenID Connect is not set up.",
            fix: "Set it up."
        )
        failure.problem.status = http
        return failure
    }

    @Test func serverWithoutItIsRefusedInItsOwnWords() throws {
        let refusal = try BrowserSignInProbe.refusal(in: Self.failure(.failed, http: 404))

        #expect(refusal?.status == .authentication)
        #expect(refusal?.problem.fix == "Set it up.")
    }

    /// 400 is what a server says that has it: the question cannot be meant.
    @Test(arguments: [400, 429, 503])
    func whoeverSaysAnythingElseHasIt(_ status: Int) throws {
        #expect(try BrowserSignInProbe.refusal(in: Self.failure(.failed, http: status)) == nil)
    }

    @Test func serverThatIsAwayIsAFailure() {
        #expect(throws: CommandFailure.self) {
            try BrowserSignInProbe.refusal(in: Self.failure(.unavailable, http: nil))
        }
    }
}
