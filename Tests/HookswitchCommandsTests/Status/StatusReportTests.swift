import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct StatusReportTests {
    private static func lines(slug: String, width: Int) throws -> [String] {
        let json = """
            {"version":"1.2.3","up_since":"2026-11-22T10:31:12.123Z","tenants":{"active":9999,"suspended":12},
             "calls":{"today":1612903,"per_minute":1119.9,"last_hour":67190,"p50_ms":12.5,"p95_ms":140.2,"p99_ms":900,
              "classes":{"routed":60000,"default":7000,"degraded":190}},
             "unshipped_seconds":0,
             "attention":[{"code":"secrets_expiring","count":4,"tenants":["\(slug)"],
              "summary":"the secret of \(slug) expires in 12 d, and 3 more","command":"hookswitch tenant show \(slug)"}]}
            """
        let status = try JSONDecoder().decode(ServerStatus.self, from: Data(json.utf8))
        return StatusReport(status).lines(width: width, palette: .plain)
    }

    @Test func eachLineFitsEightyColumns() throws {
        let lines = try Self.lines(slug: "northwind-traders", width: 80)

        for line in lines { #expect(TerminalText.width(line) <= 80, "\(line)") }
        #expect(lines.contains { $0 == "  → hookswitch tenant show northwind-traders" })
    }

    @Test func whatIsToBeRunStandsBesideItsReasonWhereThereIsRoom() throws {
        let lines = try Self.lines(slug: "acme", width: 120)

        let last = "! the secret of acme expires in 12 d, and 3 more → hookswitch tenant show acme"
        #expect(lines.last == last)
    }
}
