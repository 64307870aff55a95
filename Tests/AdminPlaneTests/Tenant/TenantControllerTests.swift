import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct TenantControllerTests {
    private static let uri = "/api/v1/tenants/apply"

    @Test func appliedTenantIsShownAndListed() async throws {
        let bundle = try await AdminBundle()

        let body = SampleDocument.apply(SampleDocument.json(slug: "acme"))
        let applied = try await bundle.send(.post, Self.uri, json: body)
        let shown = try await bundle.send(.get, "/api/v1/tenants/acme")
        let document = try await bundle.send(.get, "/api/v1/tenants/acme/document")
        let list = try await bundle.send(.get, "/api/v1/tenants")

        #expect(applied.status == .ok)
        #expect(applied.text.contains(#""change":"created""#))
        #expect(shown.status == .ok)
        #expect(shown.headers[.eTag]?.hasPrefix("\"1.") == true)
        #expect(try shown.members["slug"] == .text("acme"))
        #expect(document.status == .ok)
        #expect(try document.members["slug"] == .text("acme"))
        #expect(try list.members["has_more"] == .boolean(false))
        #expect(list.headers[.link] == nil)
        let description = try APIDescription()
        try description.expect(applied, toBe: "ApplyAnswer")
        try description.expect(shown, toBe: "Tenant")
        try description.expect(document, toBe: "TenantDocument")
        try description.expect(list, toBe: "TenantList")
        for response in [applied, shown, document, list] {
            #expect(!response.text.contains("canary"))
        }
    }

    @Test func dryRunChangesNothing() async throws {
        let bundle = try await AdminBundle()

        let applied = try await bundle.send(
            .post,
            Self.uri + "?dry_run=true",
            json: SampleDocument.apply(SampleDocument.json(slug: "acme"))
        )
        let shown = try await bundle.send(.get, "/api/v1/tenants/acme")

        #expect(applied.status == .ok)
        #expect(applied.text.contains(#""change":"created""#))
        // What is drawn when a tenant is made cannot be told before.
        #expect(!applied.text.contains("/hooks/"))
        #expect(applied.text.contains(#""path":"pools""#))
        #expect(!applied.text.contains("canary"))
        try APIDescription().expect(applied, toBe: "ApplyAnswer")
        #expect(shown.status == .notFound)
    }

    @Test func dryRunTellsWhatWouldDiffer() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let changed = SampleDocument.json(slug: "acme", target: "+35853445658")
            .replacing("canary-secret", with: "canary-other")

        let planned = try await bundle.send(.post, Self.uri + "?dry_run=true", json: SampleDocument.apply(changed))
        let same = try await bundle.send(
            .post,
            Self.uri + "?dry_run=true",
            json: SampleDocument.apply(SampleDocument.json(slug: "acme"))
        )

        #expect(planned.text.contains(#""path":"pools[+35840675644].rules[Known].target""#))
        #expect(planned.text.contains(#""path":"entra.credential.secret""#))
        #expect(!planned.text.contains("canary"))
        #expect(same.text.contains(#""changes":[]"#))
    }

    @Test(arguments: ["?dry_run=yes", "?dry_run=TRUE", "?dry_run=", "?dry_rnu=true", "?dry_run=true&dry_run=false"])
    func misspeltDryRunDoesNotWrite(query: String) async throws {
        let bundle = try await AdminBundle()

        let applied = try await bundle.send(
            .post,
            Self.uri + query,
            json: SampleDocument.apply(SampleDocument.json(slug: "acme"))
        )
        let shown = try await bundle.send(.get, "/api/v1/tenants/acme")

        #expect(applied.status == .badRequest)
        #expect(shown.status == .notFound)
    }

    @Test(arguments: [
        (#"{"documents":[{"kind":"Tenant"}],"dryRun":true}"#, "/dryRun", "unknown_member"),
        (#"{}"#, "/documents", "missing_member"),
        (#"{"documents":{}}"#, "/documents", "wrong_type"),
        (#"{"documents":[null]}"#, "/documents/0", "wrong_type"),
        (#"{"documents":[{"slug":"a"},"x"]}"#, "/documents/1", "wrong_type"),
    ])
    func bodyOfAnotherShapeIsRefused(json: String, pointer: String, code: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: json)

        #expect(response.status == .unprocessableContent)
        let problem = try response.problem
        #expect(problem.code == .invalidRequest)
        #expect(problem.errors?.first?.pointer == pointer)
        #expect(problem.errors?.first?.code == code)
    }

    @Test func wrongDocumentsAreRefusedWholeAndEachErrorIsTold() async throws {
        let bundle = try await AdminBundle()
        let good = SampleDocument.json(slug: "acme")
        let loop = SampleDocument.json(slug: "beta", target: "+35840675644")
        let unknown = good.replacing("\"region\"", with: "\"regoin\"").replacing("acme", with: "gamma")

        let response = try await bundle.send(.post, Self.uri, json: SampleDocument.apply(good, loop, unknown))
        let list = try await bundle.send(.get, "/api/v1/tenants")

        #expect(response.status == .unprocessableContent)
        let problem = try response.problem
        try APIDescription().expect(response, toBe: "Problem")
        #expect(problem.code == .invalidDocument)
        let errors = try #require(problem.errors)
        #expect(errors.contains { $0.document == 1 && $0.pointer == "/pools/0/rules/0/target" })
        #expect(errors.contains { $0.document == 2 && $0.pointer == "/regoin" && $0.code == "unknown_member" })
        #expect(!response.text.contains("canary"))
        #expect(try list.members["data"] == .list([]))
    }

    @Test func noDocumentsAreRefused() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: SampleDocument.apply())

        #expect(response.status == .unprocessableContent)
        #expect(try response.problem.code == .invalidDocument)
    }

    @Test func pagesFollowEachOtherByTheirLinks() async throws {
        let bundle = try await AdminBundle()
        let slugs = ["aa", "bb", "cc", "dd", "ee"]
        let documents = slugs.map { SampleDocument.json(slug: $0) }.joined(separator: ",")
        _ = try await bundle.send(.post, Self.uri, json: SampleDocument.apply(documents))

        var uri: String? = "/api/v1/tenants?limit=2"
        var pages: [[String]] = []
        while let next = uri, pages.count < 10 {
            let page = try await bundle.send(.get, next)
            guard case .list(let data) = try page.members["data"] else { break }
            pages.append(
                data.compactMap { tenant in
                    if case .members(let members) = tenant, case .text(let slug) = members["slug"] { slug } else { nil }
                }
            )
            uri = page.headers[.link].flatMap { link in
                link.firstMatch(of: /^<([^>]+)>; rel="next"$/).map { String($0.output.1) }
            }
        }

        #expect(pages == [["aa", "bb"], ["cc", "dd"], ["ee"]])
    }

    @Test(arguments: ["0", "201", "-1", "ten"])
    func pageLimitHasBounds(limit: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/tenants?limit=\(limit)")

        #expect(response.status == .badRequest)
        let issue = try #require(try response.problem.errors?.first)
        #expect(issue.parameter == "limit")
        #expect(issue.pointer == "/limit")
    }

    @Test(arguments: ["acme", "ACME", "a", "%00", "..%2f..", "ä-ä", String(repeating: "a", count: 5000)])
    func unknownTenantIsNotFound(slug: String) async throws {
        let bundle = try await AdminBundle()

        for path in ["", "/document", "/webhook-keys"] {
            let response = try await bundle.send(.get, "/api/v1/tenants/\(slug)\(path)")

            #expect(response.status == .notFound)
            #expect(try response.problem.code == .notFound)
        }
    }
}
