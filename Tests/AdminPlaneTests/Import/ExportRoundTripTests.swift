import Foundation
import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Routing
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct ExportRoundTripTests {
    /// Names that a spreadsheet would run, or a reader could stumble over.
    private static let names = [
        "=HYPERLINK(\"http://evil\")", "+1", "-1", "@SUM(A1)", "'=1", "''+x", "'plain", "a,b;c", "say \"no\"", "null",
        "~",
        "yes", "1e3", "Ääkköset 東京 🎺", "# no remark", "a: b", " lead", "trail ",
    ]

    @Test(arguments: ImportFormat.allCases)
    func importingAnExportChangesNothing(format: ImportFormat) async throws {
        let bundle = try await AdminBundle()
        for (index, name) in Self.names.enumerated() {
            let document = SampleDocument.json(slug: "t-\(index)", name: name.replacing("\"", with: "\\\""))
            let response = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(document))
            #expect(response.status == .ok, "\(name): \(response.text)")
        }
        let variants = [
            SampleDocument.json(slug: "no-pools").replacing(#""pools": ["#, with: #""pools": [], "x": ["#),
            SampleDocument.json(slug: "no-rules")
                .replacing(#"{"name": "Known", "when": {"caller": "known"}, "target": "+35853445657"}"#, with: ""),
            SampleDocument.json(slug: "two-rules").replacing(
                #""rules": ["#,
                with: #""rules": [{"name": "=x", "when": {"caller": "lead"}, "target": "+35853445658"},"#
            ),
            SampleDocument.json(slug: "no-expiry").replacing(#", "expiresAt": "2027-05-01T00:00:00Z""#, with: ""),
            SampleDocument.json(slug: "otherwise").replacing(#""default""#, with: #""+35853445659""#),
        ]
        for document in variants where !document.contains(#""x": ["#) {
            let response = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(document))
            #expect(response.status == .ok, "\(response.text)")
        }

        let export = try await bundle.send(.get, "/api/v1/exports?format=\(format.rawValue)")
        let plan = try await bundle.plan(export.text, type: format.mediaType)

        #expect(export.status == .ok)
        #expect(export.headers[.contentType]?.hasPrefix(format.mediaType) == true)
        #expect(!export.text.contains("canary"))
        let count = Int64(Self.names.count + variants.count - 1)
        let unchanged = try plan.count("unchanged")
        let items = try await bundle.items(try plan.importID, query: "?limit=200")
        #expect(unchanged == count, "\(items.text)\n\(export.text)")
    }

    @Test func noCellOfATableIsAFormula() async throws {
        let bundle = try await AdminBundle()
        for (index, name) in Self.names.enumerated() {
            let document = SampleDocument.json(slug: "t-\(index)", name: name.replacing("\"", with: "\\\""))
            _ = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(document))
        }

        let lines = try await bundle.send(.get, "/api/v1/exports?format=csv").text.split(separator: "\r\n")

        #expect(lines.count == Self.names.count + 1)
        for line in lines {
            // Names stand in the second column, in quotes or not.
            let name = line.split(separator: ",", maxSplits: 1).last ?? ""
            let first = (name.hasPrefix("\"") ? name.dropFirst() : name).unicodeScalars.first
            #expect(!["=", "+", "-", "@"].contains(first), "\(line)")
            #expect(!line.contains(",+"), "\(line)")
        }
    }

    @Test func restrictedTokenExportsItsOwn() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let order = APITokenOrder(name: "ro", role: .readOnly, tenants: ["acme"])
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()

        let export = try await bundle.send(
            .get,
            "/api/v1/exports?format=ndjson",
            headers: [.authorization: "Bearer \(token)"]
        )
        let wrong = try await bundle.send(.get, "/api/v1/exports?format=xlsx")

        #expect(export.text.contains("acme") && !export.text.contains("beta"))
        #expect(wrong.status == .badRequest)
    }
}
