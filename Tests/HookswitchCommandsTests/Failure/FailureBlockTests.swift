import Testing

@testable import HookswitchCommands

@Suite struct FailureBlockTests {
    private func lines(_ failure: CommandFailure) -> [String] {
        FailureBlock(failure).lines(palette: .plain)
    }

    @Test func blockSaysWhatWhyAndHowToMendIt() {
        let failure = CommandFailure(.failed, code: "x", "it broke", why: ["too hot"], fix: "cool it")

        #expect(self.lines(failure) == ["error: it broke", "  too hot", "  try: cool it"])
    }

    @Test func serversDetailAndRequestAreShown() {
        let problem = Problem(
            title: "Not found",
            status: 404,
            detail: "there is no tenant \"acmee\"",
            requestID: "7c1f",
            fix: "hookswitch tenant list"
        )

        let lines = self.lines(CommandFailure(.failed, problem: problem))

        #expect(
            lines == ["error: there is no tenant \"acmee\"", "  try: hookswitch tenant list", "  request: 7c1f"]
        )
    }

    @Test func issueStandsBehindItsFileAndLine() {
        var failure = CommandFailure(.failed, code: "invalid_document", "acme.yaml was refused")
        failure.source = "acme.yaml"
        failure.problem.errors = [
            Problem.Issue(document: 0, line: 14, path: "pools[0].target", detail: "expected a number"),
            Problem.Issue(document: 1, path: "slug", detail: "expected 2 to 40 characters"),
        ]

        #expect(
            self.lines(failure) == [
                "error: acme.yaml was refused",
                "  acme.yaml:14: pools[0].target", "      expected a number",
                "  acme.yaml, document 2: slug", "      expected 2 to 40 characters",
            ]
        )
    }

    @Test(arguments: [nil, ""]) func issueWithoutAPathEndsWithItsPlace(path: String?) {
        var failure = CommandFailure(.failed, code: "invalid_document", "acme.yaml was refused")
        failure.source = "acme.yaml"
        failure.problem.errors = [Problem.Issue(document: 0, line: 3, path: path, detail: "it is no YAML")]

        #expect(self.lines(failure) == ["error: acme.yaml was refused", "  acme.yaml:3", "      it is no YAML"])
    }

    @Test func manyIssuesAreCounted() {
        var failure = CommandFailure(.failed, code: "x", "refused")
        failure.problem.errors = (0..<60).map { Problem.Issue(line: $0, detail: "wrong") }

        #expect(self.lines(failure).last == "  and 10 more")
    }

    @Test func textOfAServerCannotCommandTheTerminal() {
        let problem = Problem(status: 500, detail: "a\u{1B}]0;title\u{07}b\nerror: forged")

        #expect(self.lines(CommandFailure(.failed, problem: problem)).count == 1)
        #expect(!self.lines(CommandFailure(.failed, problem: problem))[0].contains("\u{1B}"))
    }
}
