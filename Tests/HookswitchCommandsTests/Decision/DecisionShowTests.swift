import Foundation
import Testing

@testable import Hookswitch
@testable import HookswitchCommands

@Suite struct DecisionShowTests {
    private static func lines(currentVersion: Int = 1, target: String = "") throws -> [String] {
        let name = Array(repeating: "漢字商事", count: 20).joined(separator: " ")
        let json = """
            {"decision":{"id":"dec_\(String(repeating: "z", count: 26))","at":"2026-11-22T10:00:00.000Z","tenant":"acme",
              "outcome":"routed","status":200,"pool":"+35840675644"\(target),"caller":"+358•••64","duration_ms":0.3},
             "trace":{"caller":"known:contact","pool":"+35840675644","pool_name":"\(name)","rules":[],"chosen":"\(name)"},
             "version":1,"current_version":\(currentVersion)}
            """
        let explanation = try JSONDecoder().decode(DecisionExplanation.self, from: Data(json.utf8))
        return DetailSheet(explanation.lines).lines(width: 80, palette: .plain)
    }

    @Test func sheetFitsATerminal() throws {
        let lines = try Self.lines(currentVersion: 3, target: #","target":"+35853445657""#)

        #expect(lines.allSatisfy { TerminalText.width($0) <= 80 }, "\(lines)")
        #expect(lines.contains("known as   known:contact"))
        #expect(lines.contains("target     +35853445657"))
        #expect(lines.contains("version    1; the tenant is at version 3"))
    }

    @Test func whatIsNotThereIsLeftOut() throws {
        let lines = try Self.lines()

        #expect(lines.contains("target     default route"))
        #expect(lines.contains("version    1"))
        #expect(!lines.contains { $0.hasPrefix("call id") || $0.hasPrefix("today") })
    }
}
