import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct TailLineTests {
    private static let id = "dec_aaaaaaaaaaaaaaaaaaaaaaaaaa"

    private static func line(tenant: String, width: Int) throws -> String {
        let json = """
            {"id":"\(Self.id)","at":"2020-11-22T10:31:12.123Z","tenant":"\(tenant)","outcome":"crm_throttled","status":204,
             "caller":"+35840•••4567","duration_ms":1234.5}
            """
        let decision = try JSONDecoder().decode(DecisionView.self, from: Data(json.utf8))
        return TailLine(decision).text(width: width, .plain)
    }

    @Test(arguments: ["acme", String(repeating: "a", count: 63)])
    func aLineFitsEightyColumnsAndHasTheWholeID(tenant: String) throws {
        let line = try Self.line(tenant: tenant, width: 80)

        // A decision of another day has its date, which those that come now have not.
        #expect(TerminalText.width(line) <= 88, "\(line)")
        #expect(line.hasSuffix(Self.id))
        #expect(line.contains("crm_throttled") && line.contains("1235 ms"))
    }

    @Test func whereThereIsRoomAllIsShown() throws {
        let tenant = String(repeating: "a", count: 63)
        let line = try Self.line(tenant: tenant, width: .max)

        #expect(line.contains(tenant) && line.contains("+35840•••4567 → default"))
    }
}
