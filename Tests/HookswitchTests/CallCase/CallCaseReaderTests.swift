import Routing
import Testing

@testable import Hookswitch

@Suite struct CallCaseReaderTests {
    private static func issues(_ text: String) -> [DocumentIssue] {
        do throws(DocumentRefusal) {
            _ = try CallCaseReader().read(text)
            return []
        } catch {
            return error.issues
        }
    }

    @Test func casesAreReadInYAMLAndJSON() throws {
        let yaml = """
            - { name: VIP, from: "+358 50 454 564", to: "+35840675644", expect: { target: "+358 53 445 657" } }
            - from: anonymous
              to: +35840675644
              expect: { outcome: withheld, status: 204, target: default }
            - { from: "", to: "+35840675644", expect: { status: 204 } }
            """

        let cases = try CallCaseReader().read(yaml)
        let json = try CallCaseReader().read(#"[{"from":"1","to":"2","expect":{"outcome":"no_match"}}]"#)

        #expect(cases.map(\.name) == ["VIP", nil, nil])
        #expect(cases.map(\.from) == ["+358 50 454 564", "anonymous", ""])
        #expect(cases[0].expectation == CallExpectation(target: "+35853445657"))
        #expect(cases[1].expectation == CallExpectation(outcome: .withheld, target: "default", status: 204))
        #expect(json[0].expectation == CallExpectation(outcome: .noMatch))
    }

    @Test func everyMistakeIsNamedWithItsLine() {
        let issues = Self.issues(
            """
            - from: "1"
              to: "2"
              expect: { outcome: rooted }
            - from: "1"
              too: "2"
              expect: {}
            - from: "1"
              to: "2"
              expect: { status: 500, target: sales, tarquet: x }
            - nothing
            """
        )

        let found = issues.map { "\($0.line ?? 0) \($0.path) \($0.code)" }
        #expect(
            Set(found) == [
                "3 [0].expect.outcome wrong_value", "5 [1].too unknown_member", "4 [1].to missing_member",
                "6 [1].expect missing_member", "9 [2].expect.status wrong_value", "9 [2].expect.target wrong_value",
                "9 [2].expect.tarquet unknown_member", "10 [3] wrong_type",
            ]
        )
    }

    @Test(arguments: [
        "", "[]", "from: x", "--- []\n--- []", "[", "- { from: \"a\\nb\", to: c, expect: { status: 204 } }",
        "- { from: \(String(repeating: "1", count: 65)), to: c, expect: { status: 204 } }",
        String(repeating: "- { from: a, to: b, expect: { status: 204 } }\n", count: CallCaseReader.maximumCount + 1),
        String(repeating: " ", count: CallCaseReader.maximumTextSize + 1),
    ])
    func whatIsNoListOfCasesIsRefused(_ text: String) {
        #expect(!Self.issues(text).isEmpty)
    }
}
