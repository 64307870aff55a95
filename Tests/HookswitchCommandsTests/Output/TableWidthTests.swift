import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

/// The lists that operators read, with values as long as they come, on a phone, on a terminal and on a wide screen.
@Suite struct TableWidthTests {
    private static let names = ["Acme Oy", "漢字商事株式会社東京本店第一営業部", "Cafe\u{301} Ze\u{308}ro 👨‍👩‍👧 Oy Ab Ltd"]

    private static func decisions() throws -> [DecisionView] {
        try Self.names.map { _ in
            let json = """
                {"id":"dec_agrafwsxnvzqhl3w3kmqaaaaae","tenant":"a-customer-with-a-long-slug","at":"2026-11-20T10:00:00.000Z",
                 "outcome":"invalid_number","status":200,"target":"+35853445657","pool":"+35840675644",
                 "caller":"+358•••64","call_id":null,"duration_ms":1234.5,"version":1}
                """
            return try JSONDecoder().decode(DecisionView.self, from: Data(json.utf8))
        }
    }

    private static func lines(_ rows: [some ListDisplayable], width: Int) throws -> [String] {
        try CommandOutput(format: .table, palette: .plain, width: width).listLines(rows)
    }

    @Test(arguments: [40, 80, 200])
    func noLineIsWiderThanTheTerminal(_ width: Int) throws {
        let profiles = Self.names.enumerated().map { index, name in
            ProfileRow(
                name: "profile-\(index)",
                url: "https://\(name).hooks.example.com/behind/a/proxy",
                token: "/home/liisa/.secrets/token-of-\(name)",
                isCurrent: index == 0
            )
        }
        for line in try Self.lines(profiles, width: width) + Self.lines(Self.decisions(), width: width) {
            #expect(TerminalText.width(line) <= width, "\(line)")
            #expect(!line.contains("\n"))
        }
    }

    @Test func idStaysWholeAndTimeComesBackWithRoom() throws {
        let narrow = try Self.lines(Self.decisions(), width: 40)
        let usual = try Self.lines(Self.decisions(), width: 80)

        #expect(narrow[1].contains("dec_agrafwsxnvzqhl3w3kmqaaaaae"))
        #expect(usual[0].hasPrefix("TIME"))
        #expect(usual[1].contains("invalid_number"))
    }
}
