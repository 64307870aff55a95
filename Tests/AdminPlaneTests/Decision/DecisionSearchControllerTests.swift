import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct DecisionSearchControllerTests {
    private static let uri = "/api/v1/decisions/search"

    @Test func decisionsAreFoundPagedAndNarrowed() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let ids = try await bundle.ship(count: 3, of: "acme")
        _ = try await bundle.ship(count: 2, of: "beta")

        let all = try await bundle.send(.post, Self.uri, json: "{}")
        let first = try await bundle.send(.post, Self.uri, json: #"{"tenant":"acme","limit":2}"#)
        guard case .text(let cursor) = try first.members["next_cursor"] else {
            Issue.record("there is no next page")
            return
        }
        let next = try await bundle.send(.post, Self.uri, json: #"{"tenant":"acme","limit":2,"after":"\#(cursor)"}"#)
        let call = try await bundle.send(.post, Self.uri, json: #"{"call_id":"call-2","tenant":"acme"}"#)
        let pool = try await bundle.send(.post, Self.uri, json: #"{"to":"+35840675644","outcomes":["withheld"]}"#)
        let slow = try await bundle.send(.post, Self.uri, json: #"{"slower_than_ms":2}"#)
        let caller = try await bundle.send(.post, Self.uri, json: #"{"tenant":"acme","from":"050 454 564"}"#)

        #expect(try all.ids.count == 5)
        #expect(try first.ids == [ids[2], ids[1]].map { "\($0)" })
        #expect(try next.ids == ["\(ids[0])"])
        #expect(try call.ids == ["\(ids[1])"])
        #expect(try pool.ids.count == 5)
        #expect(try slow.ids.isEmpty)
        #expect(try caller.ids.isEmpty)
        try APIDescription().expect(all, toBe: "FoundDecisions")
    }

    @Test func everyWrongMemberIsNamedAndNotRepeated() async throws {
        let bundle = try await AdminBundle()
        let json = """
            {"tenant":"ACME","from":5,"outcomes":["routed","lost"],"since":"yesterday","slower_than_ms":-1,"limit":201,
             "after":"x","to":"\\u0000","number":"+358401234567"}
            """

        let response = try await bundle.send(.post, Self.uri, json: json)

        #expect(response.status == .unprocessableContent)
        let pointers = try response.problem.errors?.map { $0.pointer } ?? []
        let expected = [
            "/number", "/tenant", "/from", "/to", "/outcomes/1", "/since", "/slower_than_ms", "/limit", "/after",
        ]
        #expect(pointers == expected)
        #expect(!response.text.contains("358401234567"))
    }

    @Test func aCallerIsSoughtInOneTenantAndATimeHasALength() async throws {
        let bundle = try await AdminBundle()
        let window = #"{"since":"2026-11-22T10:00:00Z","until":"2026-11-22T10:00:00Z"}"#

        let caller = try await bundle.send(.post, Self.uri, json: #"{"from":"+358401234567"}"#)
        let empty = try await bundle.send(.post, Self.uri, json: window)
        let nobody = try await bundle.send(.post, Self.uri, json: #"{"tenant":"nobody"}"#)

        #expect(try caller.problem.errors?.first?.pointer == "/tenant")
        #expect(try empty.problem.errors?.first?.pointer == "/since")
        #expect(nobody.status == .notFound)
    }

    @Test(arguments: [
        ("{}", "missing_member"), (#"{"reason":"abcd"}"#, "wrong_value"), (#"{"reason":"     a     "}"#, "wrong_value"),
        (#"{"reason":7}"#, "wrong_type"), (#"{"reason":"a ticket","why":1}"#, "unknown_member"),
    ])
    func aNumberIsNotShownWithoutAReason(json: String, code: String) async throws {
        let bundle = try await AdminBundle()
        let uri = "/api/v1/decisions/dec_aaaaaaaaaaaaaaaaaaaaaaaaaa/reveal"

        let response = try await bundle.send(.post, uri, json: json)

        #expect(response.status == .unprocessableContent)
        #expect(try response.problem.errors?.first?.code == code)
    }

    @Test func whatIsNotKeptIsNotShown() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let ids = try await bundle.ship(count: 1, of: "acme")
        let reason = #"{"reason":"ticket 4711"}"#

        let withheld = try await bundle.send(.post, "/api/v1/decisions/\(ids[0])/reveal", json: reason)
        let unknown = try await bundle.send(.post, "/api/v1/decisions/nothing/reveal", json: reason)

        #expect(withheld.status == .conflict)
        #expect(try withheld.problem.code == .callerNotKept)
        #expect(unknown.status == .notFound)
    }

    @Test func countsAndStatusAreWhatIsDescribed() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        _ = try await bundle.ship(count: 4, of: "acme")

        let plain = try await bundle.send(.get, "/api/v1/decisions/stats")
        for group in ["outcome", "pool", "tenant"] {
            let uri = "/api/v1/decisions/stats?interval=5m&tenant=acme&group_by=\(group)"
            let counted = try await bundle.send(.get, uri)
            #expect(counted.status == .ok, "\(counted.text)")
            try APIDescription().expect(counted, toBe: "DecisionStatistics")
        }
        let status = try await bundle.send(.get, "/api/v1/system/status")

        #expect(plain.text.contains(#""count":"#))
        #expect(plain.text.contains(#""p95_ms":1.5"#))
        try APIDescription().expect(plain, toBe: "DecisionStatistics")
        #expect(status.status == .ok, "\(status.text)")
        try APIDescription().expect(status, toBe: "ServerStatus")
        #expect(status.text.contains(#""last_hour":4"#))
    }

    @Test(arguments: [
        ("interval=2h", "interval"), ("group_by=caller", "group_by"), ("since=yesterday", "since"),
        ("interval=5m&since=2026-01-01T00:00:00Z", "since"),
        ("since=2026-11-22T10:00:00Z&until=2026-11-21T10:00:00Z", "since"),
    ])
    func wrongParametersOfCountsAreNamed(query: String, name: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/decisions/stats?\(query)")

        #expect(response.status == .badRequest)
        #expect(try response.problem.errors?.first?.parameter == name)
    }
}
