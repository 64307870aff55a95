import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct DecisionListTests {
    @Test func listOfDecisionsFitsEightyColumnsAndKeepsWholeIDs() throws {
        let json = """
            {"id":"dec_06ftaqp3qtrv12b6hz18rk3a0c","at":"2026-11-22T10:31:12.123Z","tenant":"a-customer-with-a-long-slug",
             "outcome":"invalid_number","status":204,"pool":"+35840675644","target":"+35853445657","caller":"+358•••64",
             "call_id":"d59d7a2f","duration_ms":1499.99}
            """
        let view = try JSONDecoder().decode(DecisionView.self, from: Data(json.utf8))

        let lines = Table(columns: DecisionView.columns, rows: [view.cells.map(\.text)]).lines(
            width: 80,
            palette: .plain
        )

        #expect(lines.allSatisfy { TerminalText.width($0) <= 80 })
        #expect(lines[1].contains("dec_06ftaqp3qtrv12b6hz18rk3a0c"))
        #expect(lines[1].contains("+35853445657"))
    }
}
