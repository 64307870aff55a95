import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Rows of a file that the command line read, as it sends them.
@Suite(.lentDatabase) struct ImportSentRowTests {
    private static let digest = String(repeating: "0123456789abcdef", count: 4)

    private static func file(_ text: String, _ format: ImportFormat) throws -> String {
        let secrets = SecretResolution.local(environment: [:], allowInline: true)
        let rows = try ImportFile(parsing: Array(text.utf8), as: format, secrets: secrets).documents(egress: nil)
        return try rows.map { try $0.sent() }.joined()
    }

    private static func send(_ file: String, _ bundle: AdminBundle, as format: String = "csv") async throws
        -> TestResponse
    {
        try await bundle.send(
            .post,
            "/api/v1/imports?mode=plan&file_format=\(format)&file_sha256=\(Self.digest)",
            json: file,
            headers: [.contentType: "application/x-ndjson"]
        )
    }

    private static let heading = "slug,name,region,dataverse_url,entra_tenant,client_id"
    private static let cells =
        "https://acme.crm4.dynamics.com,6f0c3f0e-0000-4000-8000-000000000001,91bd3f0e-0000-4000-8000-000000000002"

    @Test func rowsThatAreWrongArePartOfThePlan() async throws {
        let bundle = try await AdminBundle()
        let table = "\(Self.heading)\n\nacme,Acme Oy,FI,\(Self.cells)\nbeta,Beta Oy,fi,\(Self.cells)\n"

        let plan = try await Self.send(try Self.file(table, .csv), bundle)
        let id = try plan.importID
        let items = try await bundle.items(id)
        let applied = try await bundle.applyImport(id)

        #expect(plan.status == .created, "\(plan.text)")
        #expect(try plan.members["row_count"] == .integer(2))
        #expect(try plan.members["format"] == .text("csv"))
        #expect(try plan.count("refused") == 1)
        #expect(try items.each("action") == ["create", "invalid"], "\(items.text)")
        #expect(try items.each("slug") == ["acme", "beta"])
        #expect(items.text.contains("\"line\":3") && items.text.contains("\"line\":4"), "\(items.text)")
        #expect(try items.issueTexts("path") == ["region"])
        #expect(ImportID(parsing: id)?.fileMark == String(Self.digest.prefix(10)))
        #expect(try applied.count("applied") == 1, "\(applied.text)")
        try APIDescription().expect(plan, toBe: "Import")
        try APIDescription().expect(items, toBe: "ImportItemList")
    }

    @Test func aRowOfATableWithoutTagsKeepsThem() async throws {
        let bundle = try await AdminBundle()
        let tagged = SampleDocument.json(slug: "acme").replacing("\"region\"", with: "\"tags\": [\"vip\"], \"region\"")
        _ = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(tagged))
        let table = "\(Self.heading)\nacme,Acme Ab,FI,\(Self.cells)\n"

        let plan = try await Self.send(try Self.file(table, .csv), bundle)
        _ = try await bundle.applyImport(try plan.importID)
        let tenant = try await bundle.send(.get, "/api/v1/tenants/acme").text

        #expect(tenant.contains("vip") && tenant.contains("Acme Ab"), "\(tenant)")
    }

    /// Whoever reads the file may say that a row is wrong, and not that it is right.
    @Test func theServerJudgesByItself() async throws {
        let bundle = try await AdminBundle()
        func row(_ members: String) -> String {
            #"{"apiVersion":"hookswitch/v1","kind":"ImportRow","line":7,"# + members + "}\n"
        }
        let bad = SampleDocument.line(slug: "bad").replacing("\"FI\"", with: "\"fi\"")
        let good = SampleDocument.line(slug: "good")
        let rows = [
            row("\"document\":" + bad), row("\"issues\":[],\"document\":" + good), row("\"issues\":[]"),
            row("\"verdict\":\"ok\",\"document\":" + good), row("\"keeps\":[\"name\"],\"document\":" + good),
        ]

        let plan = try await Self.send(rows.joined(), bundle, as: "yaml")
        let items = try await bundle.items(try plan.importID)

        #expect(try plan.count("refused") == 5, "\(items.text)")
        #expect(try items.issueCodes == ["wrong_value"] + Array(repeating: "wrong_row", count: 4), "\(items.text)")
    }

    @Test func aDigestIsOneOfAFile() async throws {
        let bundle = try await AdminBundle()

        let wrong = try await bundle.send(
            .post,
            "/api/v1/imports?file_sha256=3F9A",
            json: SampleDocument.line(slug: "acme"),
            headers: [.contentType: "application/x-ndjson"]
        )

        #expect(wrong.status == .badRequest, "\(wrong.text)")
    }
}
