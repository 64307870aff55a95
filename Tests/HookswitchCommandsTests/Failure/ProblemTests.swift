import Testing

@testable import HookswitchCommands

@Suite struct ProblemTests {
    @Test func problemDocumentIsReadWhole() {
        let body = #"{"type":"/problems/not_found","status":404,"code":"not_found","request_id":"r1"}"#

        let problem = Problem(body: Array(body.utf8), status: 404, requestID: "other")

        #expect(problem.code == "not_found")
        #expect(problem.requestID == "r1")
    }

    @Test(arguments: ["", "<html>502 Bad Gateway</html>", "[]", "{\"status\":\"text\"}", "\u{0}"])
    func somethingElseStillTellsTheStatus(_ body: String) {
        let problem = Problem(body: Array(body.utf8), status: 502, requestID: "r2")

        #expect(problem.status == 502)
        #expect(problem.requestID == "r2")
    }

    @Test(
        arguments: [
            (400, CommandStatus.failed), (401, .authentication), (403, .authentication), (404, .failed),
            (409, .conflict),
            (412, .conflict), (422, .failed), (428, .conflict), (429, .unavailable), (500, .failed),
            (503, .unavailable), (504, .unavailable), (302, .failed),
        ]
    )
    func statusBecomesTheExitCodeThatScriptsExpect(_ status: Int, _ exit: CommandStatus) {
        #expect(CommandStatus(httpStatus: status) == exit)
    }
}
