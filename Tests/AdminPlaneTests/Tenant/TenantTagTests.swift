import Foundation
import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Routing
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct TenantTagTests {
    /// Applies a document of a tenant with tags.
    private static func apply(_ slug: String, tags: String, in bundle: AdminBundle) async throws -> TestResponse {
        let document = SampleDocument.json(slug: slug).replacing("\"region\"", with: "\"tags\": \(tags), \"region\"")
        return try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(document))
    }

    @Test func tagsAreKeptSortedAndFilterTheList() async throws {
        let bundle = try await AdminBundle()
        _ = try await Self.apply("acme", tags: #"["trial","nordics","trial"]"#, in: bundle)
        _ = try await Self.apply("beta", tags: "[]", in: bundle)

        let acme = try await bundle.send(.get, "/api/v1/tenants/acme")
        let beta = try await bundle.send(.get, "/api/v1/tenants/beta")
        let nordics = try await bundle.send(.get, "/api/v1/tenants?tag=nordics")
        let nobody = try await bundle.send(.get, "/api/v1/tenants?tag=none")
        let wrong = try await bundle.send(.get, "/api/v1/tenants?tag=No%20tag")
        let again = try await Self.apply("acme", tags: #"["nordics","trial"]"#, in: bundle)

        #expect(try acme.members["tags"] == .list([.text("nordics"), .text("trial")]))
        try APIDescription().expect(acme, toBe: "Tenant")
        #expect(try beta.members["tags"] == nil)
        #expect(nordics.text.contains("acme") && !nordics.text.contains("beta"))
        #expect(try nobody.ids.isEmpty)
        #expect(wrong.status == .badRequest)
        // Another order is no change.
        #expect(try acme.members["version"] == .integer(1))
        #expect(try await bundle.send(.get, "/api/v1/tenants/acme").members["version"] == .integer(1), "\(again.text)")
    }

    @Test(arguments: [#"["Nordics"]"#, #"["-a"]"#, #"[""]"#, #"["a b"]"#, "\"nordics\"", #"[{"a":"b"}]"#])
    func whatIsNoTagIsRefused(tags: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await Self.apply("acme", tags: tags, in: bundle)

        #expect(response.status == .unprocessableContent)
        #expect(try response.problem.errors?.first?.pointer.hasPrefix("/tags") == true, "\(response.text)")
    }

    @Test func aTokenForATagReachesWhatHasItNow() async throws {
        let bundle = try await AdminBundle()
        _ = try await Self.apply("acme", tags: #"["nordics"]"#, in: bundle)
        _ = try await Self.apply("beta", tags: #"["south"]"#, in: bundle)
        // Each a token of its own, for a server remembers for some seconds what a token reaches.
        var tokens: [String] = []
        for name in ["before", "after"] {
            let order = APITokenOrder(name: name, role: .operator, tags: ["nordics"])
            tokens.append(try await bundle.services.tokens.create(order, by: nil).value.reveal())
        }
        let bearers: [HTTPFields] = tokens.map { [.authorization: "Bearer \($0)"] }

        let own = try await bundle.send(.get, "/api/v1/tenants/acme", headers: bearers[0])
        let others = try await bundle.send(.get, "/api/v1/tenants/beta", headers: bearers[0])
        let list = try await bundle.send(.get, "/api/v1/tenants", headers: bearers[0])
        _ = try await Self.apply("acme", tags: "[]", in: bundle)
        _ = try await Self.apply("beta", tags: #"["nordics"]"#, in: bundle)
        let lost = try await bundle.send(.get, "/api/v1/tenants/acme", headers: bearers[1])
        let won = try await bundle.send(.get, "/api/v1/tenants/beta", headers: bearers[1])

        #expect(own.status == .ok)
        #expect(others.status == .notFound)
        #expect(list.text.contains("acme") && !list.text.contains("beta"))
        #expect(lost.status == .notFound)
        #expect(won.status == .ok)
    }

    @Test func whoMayNotSayWhoWorksWhereLeavesTagsAlone() async throws {
        let bundle = try await AdminBundle()
        _ = try await Self.apply("acme", tags: #"["nordics"]"#, in: bundle)
        let order = APITokenOrder(name: "n", role: .operator)
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()
        let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
        func apply(_ slug: String, tags: String, name: String) async throws -> TestResponse {
            let document = SampleDocument.json(slug: slug, name: name)
                .replacing("\"region\"", with: "\"tags\": \(tags), \"region\"")
            let body = SampleDocument.apply(document)
            return try await bundle.send(.post, "/api/v1/tenants/apply", json: body, headers: bearer)
        }

        let renamed = try await apply("acme", tags: #"["nordics"]"#, name: "Acme Ab")
        let more = try await apply("acme", tags: #"["nordics","pilot"]"#, name: "Acme Ab")
        let fewer = try await apply("acme", tags: "[]", name: "Acme Ab")
        let new = try await apply("beta", tags: #"["pilot"]"#, name: "Beta")
        let plain = try await apply("gamma", tags: "[]", name: "Gamma")

        #expect(renamed.status == .ok, "\(renamed.text)")
        #expect(plain.status == .ok, "\(plain.text)")
        for refused in [more, fewer, new] {
            #expect(refused.status == .unprocessableContent)
            #expect(try refused.problem.errors?.map { $0.pointer } == ["/tags"], "\(refused.text)")
        }
        let shown = try await bundle.send(.get, "/api/v1/tenants/acme")
        #expect(try shown.members["tags"] == .list([.text("nordics")]))
    }

    @Test func whoIsRestrictedMakesNobodyWhoWorksByTag() async throws {
        let bundle = try await AdminBundle()
        _ = try await Self.apply("acme", tags: #"["nordics"]"#, in: bundle)
        let order = APITokenOrder(name: "n", role: .admin, tenants: ["acme"])
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()

        let response = try await bundle.send(
            .post,
            "/api/v1/tokens",
            json: #"{"name":"n","role":"support","tags":["nordics"]}"#,
            headers: [.authorization: "Bearer \(token)"]
        )

        #expect(response.status == .unprocessableContent)
        #expect(try response.problem.errors?.map { $0.pointer } == ["/tags"])
    }
}
