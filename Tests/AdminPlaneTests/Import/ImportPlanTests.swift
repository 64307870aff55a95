import Foundation
import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

@Suite(.lentDatabase) struct ImportPlanTests {
    @Test func planSaysWhatEachRowWouldDoAndChangesNothing() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let file =
            SampleDocument.line(slug: "acme") + "\n" + SampleDocument.line(slug: "beta", name: "Beta Ab") + "\n"
            + SampleDocument.line(slug: "new") + "\n{\"slug\":\"bad\"}\nno json\n"
            + "{\"pools\":[{\"target\":\"1\",\"target\":\"2\"}]}\n"

        let plan = try await bundle.plan(file)
        let items = try await bundle.items(try plan.importID)
        let changed = try await bundle.items(try plan.importID, query: "?action=change")
        let refused = try await bundle.items(try plan.importID, query: "?status=refused&limit=1")

        #expect(plan.status == .created)
        #expect(try items.each("action") == ["same", "change", "create", "invalid", "invalid", "invalid"])
        #expect(try items.each("status") == ["unchanged", "pending", "pending", "refused", "refused", "refused"])
        #expect(try items.issueTexts("pointer").contains("/3/region"))
        #expect(try items.issueCodes.suffix(2) == ["not_json", "repeated_member"])
        #expect(try items.issueTexts("pointer").last == "/5/pools/0/target")
        #expect(try changed.each("slug") == ["beta"])
        #expect(changed.text.contains(#""path":"name""#))
        #expect(try refused.members["has_more"] == .boolean(true))
        #expect(try await bundle.send(.get, "/api/v1/tenants/new").status == .notFound)
        #expect(!plan.text.contains("canary") && !items.text.contains("canary"))
        let description = try APIDescription()
        try description.expect(plan, toBe: "Import")
        try description.expect(items, toBe: "ImportItemList")
        #expect(description.values(of: "ImportFormat") == ImportFormat.allCases.map(\.rawValue))
        #expect(description.values(of: "ImportAction") == ImportAction.allCases.map(\.rawValue))
        #expect(description.values(of: "ImportStatus") == ImportStatus.allCases.map(\.rawValue))
    }

    @Test(arguments: [
        ("", "application/x-ndjson", "empty"), ("\n \n", "application/x-ndjson", "empty"),
        ("# no\n", "application/yaml", "empty"),
        ("slug,nmae,region,dataverse_url,entra_tenant,client_id\n", "text/csv", "unknown_column"),
        ("slug,name\nacme,Acme\n", "text/csv", "missing_column"),
        ("slug,slug\n", "text/csv", "duplicate_column"),
        ("slug,name,region,dataverse_url,entra_tenant,client_id\nacme,\"Acme\n", "text/csv", "not_csv"),
    ])
    func fileThatHasNoRowsIsRefused(file: String, type: String, code: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.plan(file, type: type)

        #expect(response.status == .unprocessableContent)
        #expect(try response.problem.errors?.map(\.code).contains(code) == true, "\(response.text)")
        try APIDescription().expect(response, toBe: "Problem")
    }

    @Test func wrongTypesAndSizesAreRefused() async throws {
        var limits = AdminLimits()
        limits.maximumImportSize = 2 * 1024 * 1024
        let bundle = try await AdminBundle(limits: limits)
        let row = SampleDocument.line(slug: "acme")

        let json = try await bundle.plan(row, type: "application/json")
        let encoded = try await bundle.plan(row, headers: [.contentEncoding: "gzip"])
        let mode = try await bundle.send(.post, "/api/v1/imports?mode=apply", json: row)
        let large = try await bundle.plan(String(repeating: " ", count: 2 * 1024 * 1024 + 1))
        let longRow = try await bundle.plan("{\"x\":\"" + String(repeating: "x", count: 1_100_000) + "\"}\n" + row)

        #expect(json.status == .unsupportedMediaType)
        #expect(encoded.status == .unsupportedMediaType)
        #expect(mode.status == .badRequest)
        #expect(large.status == .contentTooLarge)
        #expect(longRow.status == .created)
        #expect(try await bundle.items(try longRow.importID).issueCodes == ["too_large"])
        #expect(try longRow.count("pending") == 1)
    }

    @Test func aMemberWhoseNameHasANULIsToldOf() async throws {
        let bundle = try await AdminBundle()

        let plan = try await bundle.plan("\"a\\0b\": 1\nslug: acme\n", type: "application/yaml")
        let items = try await bundle.items(try plan.importID)

        #expect(plan.status == .created, "\(plan.text)")
        #expect(try items.issueTexts("pointer").contains("/0/a\u{FFFD}b"), "\(items.text)")
    }

    @Test func secretsAreSealedAndGoWithTheRow() async throws {
        let bundle = try await AdminBundle()
        let id = try await bundle.planned(SampleDocument.lines(["acme"]))

        let before = try await Self.stored(bundle)
        _ = try await bundle.applyImport(id)
        let after = try await Self.stored(bundle)

        #expect(before.sealedCount == 1 && after.sealedCount == 0)
        #expect(!before.text.contains("canary") && !after.text.contains("canary"))
        #expect(!bundle.log.lines.contains { "\($0)".contains("canary") })
    }

    @Test func planIsGoneWhenItsTimeIsOver() async throws {
        let bundle = try await AdminBundle()
        let id = try await bundle.planned(SampleDocument.lines(["acme"]))
        try await bundle.database.pool.withTransaction { transaction in
            _ = try await transaction.execute("UPDATE hookswitch.import_plan SET expires_at = now()")
        }

        let shown = try await bundle.send(.get, "/api/v1/imports/\(id)")
        let applied = try await bundle.applyImport(id)
        try await ImportService(tenants: bundle.services.tenants).deleteExpired()

        #expect(shown.status == .notFound && applied.status == .notFound)
        #expect(try await Self.stored(bundle).rowCount == 0)
    }

    @Test func tokenKeepsItsNewestPlansOnly() async throws {
        let bundle = try await AdminBundle()
        let first = try await bundle.planned(SampleDocument.lines(["acme"]))

        for _ in 0..<ImportLimits.maximumPlanCount { _ = try await bundle.planned(SampleDocument.lines(["acme"])) }

        #expect(try await bundle.send(.get, "/api/v1/imports/\(first)").status == .notFound)
        #expect(try await Self.stored(bundle).rowCount == Int64(ImportLimits.maximumPlanCount))
    }

    /// What Postgres has of all plans.
    private static func stored(_ bundle: AdminBundle) async throws -> (
        rowCount: Int64, sealedCount: Int64, text: String
    ) {
        try await bundle.database.pool.withTransaction { transaction in
            let rows = try await transaction.query(
                """
                SELECT count(*) AS rows, count(sealed) AS sealed, coalesce(string_agg(i::text, ' '), '') AS text
                FROM hookswitch.import_item AS i
                """
            )
            let row = try #require(rows.first)
            return (
                try row.decode("rows", as: Int64.self), try row.decode("sealed", as: Int64.self),
                try row.decode("text", as: String.self)
            )
        }
    }
}
