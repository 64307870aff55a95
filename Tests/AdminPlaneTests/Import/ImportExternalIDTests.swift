import Foundation
import HTTPTypes
import HummingbirdTesting
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Rows of an import that are known by another program's name of their tenant.
@Suite(.lentDatabase) struct ImportExternalIDTests {
    /// A tenant in one line; without a slug it is known by its external id alone.
    private static func line(_ slug: String?, id: String?, name: String = "Acme Oy") -> String {
        var line = SampleDocument.line(slug: slug ?? "none", name: name)
        if slug == nil { line = line.replacing("\"slug\": \"none\", ", with: "") }
        if let id { line = line.replacing("\"region\"", with: "\"externalId\": \"\(id)\", \"region\"") }
        return line + "\n"
    }

    private static func makeAcme(_ bundle: AdminBundle, _ slug: String = "acme", id: String? = "crm:7") async throws {
        let body = SampleDocument.apply(Self.line(slug, id: id))
        let made = try await bundle.send(.post, "/api/v1/tenants/apply", json: body)
        #expect(made.status == .ok, "\(made.text)")
    }

    @Test func aRowWithoutASlugIsTheTenantOfItsExternalID() async throws {
        let bundle = try await AdminBundle()
        try await Self.makeAcme(bundle)

        let id = try await bundle.planned(Self.line(nil, id: "crm:7", name: "Acme Ab") + Self.line("new", id: "crm:8"))
        let items = try await bundle.items(id)
        let applied = try await bundle.applyImport(id)
        let again = try await bundle.items(try await bundle.planned(Self.line(nil, id: "crm:7", name: "Acme Ab")))

        #expect(try items.each("action") == ["change", "create"], "\(items.text)")
        #expect(try items.each("slug") == ["acme", "new"])
        #expect(try applied.count("applied") == 2, "\(applied.text)")
        #expect(try await bundle.send(.get, "/api/v1/tenants/acme").members["name"] == .text("Acme Ab"))
        #expect(try await bundle.send(.get, "/api/v1/tenants/new").members["external_id"] == .text("crm:8"))
        #expect(try again.each("action") == ["same"])
        try APIDescription().expect(items, toBe: "ImportItemList")
    }

    @Test func aTableMayHaveExternalIDsAndNoSlugs() async throws {
        let bundle = try await AdminBundle()
        try await Self.makeAcme(bundle)
        let table = """
            external_id,name,region,dataverse_url,entra_tenant,client_id
            crm:7,Acme Ab,FI,https://acme.crm4.dynamics.com,6f0c3f0e-0000-4000-8000-000000000001,\
            91bd3f0e-0000-4000-8000-000000000002

            """

        let items = try await bundle.items(try await bundle.planned(table, type: "text/csv"))

        #expect(try items.each("slug") == ["acme"], "\(items.text)")
        #expect(try items.each("action") == ["change"])
    }

    @Test func anotherSlugIsRefusedAndBothAreNamed() async throws {
        let bundle = try await AdminBundle()
        try await Self.makeAcme(bundle)
        try await Self.makeAcme(bundle, "beta", id: nil)

        let plan = try await bundle.plan(Self.line("gamma", id: "crm:7") + Self.line("beta", id: "crm:7-2"))
        let swapped = try await bundle.items(try await bundle.planned(Self.line("beta", id: "crm:7")))
        let items = try await bundle.items(try plan.importID)

        #expect(try items.each("action") == ["invalid", "change"], "\(items.text)")
        #expect(try items.issueCodes == ["wrong_value"])
        #expect(try items.issueTexts("pointer") == ["/0/slug"])
        let detail = try #require(try items.issueTexts("detail").first)
        #expect(detail.contains("acme") && detail.contains("gamma"), "\(detail)")
        #expect(try swapped.issueCodes == ["wrong_value"], "\(swapped.text)")
    }

    @Test func aRowTakesNoTenantOverThatHasAnotherExternalID() async throws {
        let bundle = try await AdminBundle()
        try await Self.makeAcme(bundle)

        let items = try await bundle.items(
            try await bundle.planned(
                Self.line("acme", id: "crm:9", name: "Other Oy") + Self.line(nil, id: "crm:10")
                    + Self.line(nil, id: nil)
            )
        )

        #expect(try items.each("action") == ["invalid", "invalid", "invalid"], "\(items.text)")
        #expect(try items.issueCodes == ["slug_taken", "missing_member", "missing_member"])
        #expect(try items.issueTexts("pointer") == ["/0/slug", "/1/slug", "/2/slug"])
        #expect(try items.issueTexts("detail").first?.contains("crm:7") == true)
    }

    @Test func twoRowsOfOneTenantAreBothRefused() async throws {
        let bundle = try await AdminBundle()
        try await Self.makeAcme(bundle)

        let file = Self.line("acme", id: nil, name: "One") + Self.line(nil, id: "crm:7", name: "Two")
        let items = try await bundle.items(try await bundle.planned(file))

        #expect(try items.each("status") == ["refused", "refused"], "\(items.text)")
        #expect(try items.issueCodes == ["duplicate_tenant", "duplicate_tenant"])
        #expect(try items.issueTexts("pointer") == ["/0/slug", "/1/externalId"])
        try APIDescription().expect(items, toBe: "ImportItemList")
    }

    @Test func thePlanIsStaleWhenAnotherGotTheExternalID() async throws {
        let bundle = try await AdminBundle()
        let id = try await bundle.planned(Self.line("new", id: "crm:7"))
        try await Self.makeAcme(bundle)

        let refused = try await bundle.applyImport(id)

        #expect(refused.status == .preconditionFailed, "\(refused.text)")
        #expect(try refused.problem.code == .planStale)
        #expect(try refused.problem.errors?.first?.detail.contains("external id") == true)
        #expect(try await bundle.send(.get, "/api/v1/tenants/new").status == .notFound)
    }

    @Test func whoWorksInSomeTenantsLearnsNothingOfOthersByTheirIDs() async throws {
        let bundle = try await AdminBundle()
        try await Self.makeAcme(bundle)
        try await Self.makeAcme(bundle, "beta", id: "crm:8")
        let order = APITokenOrder(name: "ci", role: .operator, tenants: ["acme"])
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()
        let theirs: HTTPFields = [.authorization: "Bearer \(token)"]

        let plan = try await bundle.plan(
            Self.line(nil, id: "crm:7", name: "Mine") + Self.line(nil, id: "crm:8") + Self.line(nil, id: "crm:9"),
            headers: theirs
        )
        let items = try await bundle.send(.get, "/api/v1/imports/\(try plan.importID)/items", headers: theirs)

        #expect(try items.each("action") == ["change", "invalid", "invalid"], "\(items.text)")
        #expect(try items.issueCodes == ["unknown_tenant", "unknown_tenant"])
        #expect(Set(try items.issueTexts("detail")).count == 1)
        #expect(try items.issueTexts("pointer") == ["/1/externalId", "/2/externalId"])
        #expect(!items.text.contains("beta"))
    }

    @Test(arguments: ["apply", "by-external-id"])
    func aNewTenantHasNoWordOfThePathsForASlug(slug: String) async throws {
        let bundle = try await AdminBundle()

        let items = try await bundle.items(try await bundle.planned(Self.line(slug, id: nil)))
        let applied = try await bundle.send(
            .post,
            "/api/v1/tenants/apply",
            json: SampleDocument.apply(SampleDocument.json(slug: slug))
        )

        #expect(try items.issueTexts("pointer") == ["/0/slug"], "\(items.text)")
        #expect(applied.status == .unprocessableContent)
        #expect(try applied.problem.errors?.first?.detail.contains("take another slug") == true)
    }

    @Test(arguments: [("1", true), ("8", true), ("0", false), ("9", false), ("many", false)])
    func rowsAtOnceAreBounded(concurrency: String, isTaken: Bool) async throws {
        let bundle = try await AdminBundle()
        let id = try await bundle.planned(SampleDocument.lines((0..<12).map { "tenant-\($0)" }))

        let applied = try await bundle.send(.post, "/api/v1/imports/\(id)/apply?concurrency=\(concurrency)")

        #expect((applied.status == .ok) == isTaken, "\(applied.text)")
        if isTaken {
            #expect(try applied.count("applied") == 12)
        } else {
            #expect(applied.status.kind == .clientError)
        }
    }
}
