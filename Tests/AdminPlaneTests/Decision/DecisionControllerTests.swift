import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct DecisionControllerTests {
    @Test func emptyListIsAList() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/decisions?outcome=no_match&limit=200")

        #expect(response.status == .ok)
        #expect(try response.members == ["object": .text("list"), "data": .list([]), "has_more": .boolean(false)])
    }

    @Test func decisionsAreListedPagedAndExplained() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let ids = try await bundle.ship(count: 5, of: "acme")
        _ = try await bundle.ship(count: 2, of: "beta")

        let first = try await bundle.send(.get, "/api/v1/decisions?tenant=acme&limit=2")
        let link = try #require(first.headers[.link]?.firstMatch(of: /^<([^>]+)>; rel="next"$/))
        let second = try await bundle.send(.get, String(link.output.1))
        let everybody = try await bundle.send(.get, "/api/v1/decisions?outcome=withheld")
        let none = try await bundle.send(.get, "/api/v1/decisions?tenant=acme&outcome=routed")
        let why = try await bundle.send(.get, "/api/v1/decisions/\(ids[0])")

        #expect(try first.ids == [ids[4], ids[3]].map { "\($0)" })
        #expect(try second.ids == [ids[2], ids[1]].map { "\($0)" })
        #expect(try everybody.ids.count == 7)
        #expect(try none.ids.isEmpty)
        #expect(why.status == .ok)
        let replayed = try await bundle.send(.post, "/api/v1/decisions/\(ids[4])/replay")
        #expect(replayed.status == .ok, "\(replayed.text)")
        #expect(try replayed.members["recorded"] != nil)
        try APIDescription().expect(replayed, toBe: "ReplayedDecision")
        #expect(why.text.contains(#""outcome":"withheld""#))
        try APIDescription().expect(first, toBe: "DecisionList")
        try APIDescription().expect(why, toBe: "DecisionExplanation")
    }

    @Test func decisionsOfNoTenantAreNotFoundAndCursorsAreRead() async throws {
        let bundle = try await AdminBundle()

        let tenant = try await bundle.send(.get, "/api/v1/decisions?tenant=nobody")
        let cursor = try await bundle.send(.get, "/api/v1/decisions?after=nonsense")

        #expect(tenant.status == .notFound)
        #expect(cursor.status == .badRequest)
        #expect(try cursor.problem.errors?.first?.parameter == "after")
    }

    @Test(arguments: [
        ("limit=0", "limit"), ("limit=201", "limit"), ("outcome=lost", "outcome"), ("outcome=", "outcome"),
        ("tenant=ACME", "tenant"), ("tenant=%2B358401234567", "tenant"),
    ])
    func wrongParametersAreNamedAndNotRepeated(query: String, name: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/decisions?\(query)")

        #expect(response.status == .badRequest)
        #expect(try response.problem.code == .invalidParameter)
        #expect(try response.problem.errors?.first?.parameter == name)
        #expect(!response.text.contains("358401234567"))
    }

    @Test(arguments: ["x", "dec_", "dec_aaaaaaaaaaaaaaaaaaaaaaaaaa", "dec_AAAAAAAAAAAAAAAAAAAAAAAAAA", "%ff"])
    func unknownDecisionIsNotFound(id: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/decisions/\(id)")

        #expect(response.status == .notFound)
        #expect(try response.problem.code == .notFound)
    }
}
