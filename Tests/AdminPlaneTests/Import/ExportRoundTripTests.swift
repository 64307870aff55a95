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

    /// A tenant with all that a document can say, and several of each kind where there can be several.
    private static let everyKind = """
        {"apiVersion": "hookswitch/v1", "kind": "Tenant", "slug": "every", "name": "Every Oy", "region": "FI",
         "tags": ["trial", "nordics", "vip-2"], "externalId": "crm:42-a",
         "dataverse": {"url": "https://every.crm4.dynamics.com", "lookup": "live", "fallback": "contains",
                       "tables": ["contact", "account", "lead"]},
         "entra": {"tenant": "every.example", "clientId": "91bd3f0e-0000-4000-8000-000000000003",
                   "credential": {"secret": {"value": "canary-every"}, "expiresAt": "2027-05-01T00:00:00Z"}},
         "webhook": {"authentication": "basic"}, "internalCalls": "lookup",
         "pools": [
           {"number": "+35840675644", "name": "Sales, east; west", "otherwise": "+35853445659", "rules": [
             {"name": "=Known", "when": {"caller": "known"}, "target": "+35853445657"},
             {"name": "Leads", "when": {"caller": "lead"}, "target": "+35853445658"}]},
           {"number": "+35840675645", "name": "+Support", "otherwise": "default", "rules": [
             {"name": "Accounts", "when": {"caller": "account"}, "target": "+35853445657"}]}]}
        """

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
            Self.everyKind,
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
        // The words, and not the count alone: no row says that anything would be otherwise.
        #expect(try items.each("action") == Array(repeating: "same", count: Int(count)), "\(items.text)")
        #expect(!items.text.contains("\"path\""), "\(items.text)")
        let every = try await bundle.send(.get, "/api/v1/tenants/every").text
        for word in ["vip-2", "crm:42-a"] { #expect(every.contains(word), "\(every)") }
    }

    /// Who mends one cell in a spreadsheet does not say anew who works where.
    @Test func aTableWithoutTagsAndExternalIDsLeavesThemToTheTenants() async throws {
        let bundle = try await AdminBundle()
        let made = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(Self.everyKind))
        #expect(made.status == .ok, "\(made.text)")
        let heading = "slug,name,region,dataverse_url,entra_tenant,client_id"
        let cells =
            "every,Every Ab,FI,https://every.crm4.dynamics.com,every.example,91bd3f0e-0000-4000-8000-000000000003"

        let without = try await bundle.planned("\(heading)\n\(cells)\n", type: "text/csv")
        let changes = try await bundle.items(without).text
        let applied = try await bundle.applyImport(without)
        let kept = try await bundle.send(.get, "/api/v1/tenants/every")
        let emptied = try await bundle.planned("\(heading),tags,external_id\n\(cells),,\n", type: "text/csv")
        let taken = try await bundle.items(emptied).text
        _ = try await bundle.applyImport(emptied)
        let bare = try await bundle.send(.get, "/api/v1/tenants/every")

        #expect(
            changes.contains("Every Ab") && !changes.contains("tags") && !changes.contains("externalId"),
            "\(changes)"
        )
        #expect(try applied.count("applied") == 1, "\(applied.text)")
        #expect(kept.text.contains("vip-2"))
        #expect(try kept.members["external_id"] == .text("crm:42-a"))
        #expect(taken.contains("tags") && taken.contains("externalId"), "\(taken)")
        #expect(!bare.text.contains("vip-2") && !bare.text.contains("crm:42-a"), "\(bare.text)")
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
