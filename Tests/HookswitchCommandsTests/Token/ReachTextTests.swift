import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

/// In which tenants somebody works, as lists and `whoami` say it.
@Suite struct ReachTextTests {
    @Test(
        arguments: [
            (nil, nil, "all", "*"),
            ([], nil, "none", ""),
            (["acme", "globex"], nil, "acme,globex", "acme globex"),
            (["acme"], ["nordics"], "tag nordics; now acme", "acme"),
            ([], ["nordics", "trial"], "tags nordics,trial; now none", ""),
        ] as [([String]?, [String]?, String, String)]
    )
    func whatGrowsIsNotShownAsAList(_ tenants: [String]?, _ tags: [String]?, _ text: String, _ value: String) {
        let cell = ReachText(tenants: tenants, tags: tags).cell

        #expect(cell == TableCell(text, value: value))
    }

    @Test func whoAmISaysTheTag() throws {
        let json = #"{"name":"n","role":"support","permissions":[],"tenants":["a","b"],"tags":["nordics"]}"#
        let view = try JSONDecoder().decode(OperatorView.self, from: Data(json.utf8))

        #expect(view.lines.first { $0.label == "tenants" }?.value == "tag nordics; now a, b")
    }

    @Test func theTableOfTokensSaysItAtEightyColumns() throws {
        let json = """
            {"id":"0198c0de-0000-7000-8000-000000000000","name":"continuous-integration","role":"read_only",
             "tenants":["acme","globex"],"tags":["nordics"],"created_at":"2026-11-22T10:31:12.123Z"}
            """
        let token = try JSONDecoder().decode(APITokenView.self, from: Data(json.utf8))

        let lines = try CommandOutput(format: .table, palette: .plain, width: 80).listLines([token])

        #expect(lines[0].contains("TENANTS"))
        #expect(lines[1].contains("tag nord"), "\(lines)")
    }
}
