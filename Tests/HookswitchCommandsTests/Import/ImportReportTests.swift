import Foundation
import Hookswitch
import Testing

@testable import HookswitchCommands

@Suite struct ImportReportTests {
    private static let heading = "slug,external_id,name,region,dataverse_url,entra_tenant,client_id\n"
    private static let cells =
        "Acme Oy,FI,https://acme.crm4.dynamics.com,6f0c3f0e-0000-4000-8000-000000000001,"
        + "91bd3f0e-0000-4000-8000-000000000002\n"

    /// Rows of a table: each a slug and an external id, either of which may be empty.
    private static func rows(_ keys: [(slug: String, id: String)]) throws -> [ReadImportRow] {
        let text = Self.heading + keys.map { "\($0.slug),\($0.id)," + Self.cells }.joined()
        return try ImportFile(parsing: Array(text.utf8), as: .csv, secrets: .unread).documents(egress: nil)
    }

    private static func items(_ rows: [(slug: String?, status: String)]) throws -> [ImportItemView] {
        try rows.enumerated().map { index, row in
            let slug = row.slug.map { "\"slug\":\"\($0)\"," } ?? ""
            let json = """
                {"row":\(index),"line":\(index + 1),\(slug)"action":"change","status":"\(row.status)","changes":[],"issues":[]}
                """
            return try JSONDecoder().decode(ImportItemView.self, from: Data(json.utf8))
        }
    }

    private static func plan() throws -> ImportView {
        let json = """
            {"id":"imp_a","format":"csv","row_count":3,"actions":{"create":0,"change":3,"same":0,"invalid":0},
             "statuses":{"pending":0,"applied":3,"failed":0,"unchanged":0,"refused":0},"created_by":"a",
             "created_at":"2026-01-01T00:00:00.000Z","expires_at":"2026-01-02T00:00:00.000Z"}
            """
        return try JSONDecoder().decode(ImportView.self, from: Data(json.utf8))
    }

    @Test func rowsAreThoseOfThePlanByTheirPlaces() throws {
        let rows = try Self.rows([("acme", ""), ("", "crm:7"), ("beta", "crm:8"), ("", "crm:9")])
        let items = try Self.items([
            ("acme", "applied"), ("gamma", "failed"), ("beta", "applied"), (nil, "refused"),
        ])

        let report = ImportReport(plan: try Self.plan(), items: items, rows: rows)

        #expect(report.rows.map(\.status) == [.applied, .failed, .applied, .refused])
        #expect(report.rows.map(\.slug) == ["acme", "gamma", "beta", nil])
        #expect(report.rows.map(\.line) == [2, 3, 4, 5])
        #expect(report.failedRows == [1, 3])
    }

    @Test func secretsWithoutAnExpiryAreToldOf() throws {
        let table =
            Self.heading.replacing("\n", with: ",client_secret,secret_expires_at\n")
            + ["acme,,", "beta,,", "gamma,,"].map { $0 + Self.cells }.joined()
            .replacing("2\n", with: "2,canary,\n").replacing("gamma,,Acme Oy", with: "gamma,,Gamma Oy")
        let rows = try ImportFile(parsing: Array(table.utf8), as: .csv, secrets: .inlineOnly).documents(egress: nil)
        let items = try Self.items([("acme", "pending"), ("beta", "pending"), ("gamma", "pending")])

        let report = ImportReport(plan: try Self.plan(), items: items, rows: rows)
        let lines = report.lines(source: "a.csv", palette: Palette(isEnabled: false), isPlan: true)

        #expect(rows.flatMap(\.issues).isEmpty)
        #expect(report.secretsWithoutExpiry == 3)
        #expect(lines.contains("  ! 3 credentials have no expiry date"), "\(lines)")
    }

    @Test func theFileOfFailedRowsHasTheImportsName() {
        let names = FailedRows.names(import: "imp_a", .ndjson)

        #expect(names.prefix(2) == ["import-imp_a-failed.ndjson", "import-imp_a-failed-2.ndjson"])
        #expect(Set(names).count == names.count)
    }
}
