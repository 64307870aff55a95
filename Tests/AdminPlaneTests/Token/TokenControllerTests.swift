import Foundation
import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Postgres
import Routing
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct TokenControllerTests {
    private static let uri = "/api/v1/tokens"

    @Test func tokenIsMadeShownOnceUsedListedAndRevoked() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let body = """
            {"name":"ci","role":"support","tenants":["beta","acme","acme"],"expires_at":"2127-05-01T00:00:00Z"}
            """

        let created = try await bundle.send(.post, Self.uri, json: body)
        guard case .text(let value) = try created.members["value"], case .text(let id) = try created.members["id"]
        else {
            Issue.record("no value: \(created.text)")
            return
        }
        let mine: HTTPFields = [.authorization: "Bearer \(value)"]
        let me = try await bundle.send(.get, "/api/v1/me", headers: mine)
        let list = try await bundle.send(.get, Self.uri)
        let revoked = try await bundle.send(.delete, "\(Self.uri)/\(id)")
        let again = try await bundle.send(.delete, "\(Self.uri)/\(id)")
        let late = try await bundle.send(.get, "/api/v1/me", headers: mine)
        let after = try await bundle.send(.get, Self.uri)

        #expect(created.status == .created)
        try APIDescription().expect(created, toBe: "CreatedToken")
        #expect(try created.members["tenants"] == .list([.text("acme"), .text("beta")]))
        #expect(try created.members["hint"] == .text(String(value.suffix(4))))
        #expect(try me.members["role"] == .text("support"))
        #expect(try me.members["tenants"] == .list([.text("acme"), .text("beta")]))
        #expect(try me.members["expires_at"] == .text("2127-05-01T00:00:00.000Z"))
        try APIDescription().expect(me, toBe: "Operator")
        try APIDescription().expect(list, toBe: "TokenList")
        #expect(try list.ids == [id, bundle.tokenID])
        #expect(!list.text.contains(value) && !list.text.contains(bundle.token))
        #expect(revoked.status == .noContent && revoked.text.isEmpty)
        #expect(again.status == .noContent)
        #expect(late.status == .unauthorized)
        #expect(after.text.contains("revoked_at"))
        #expect(try after.ids == [id, bundle.tokenID])
    }

    @Test func listIsPaged() async throws {
        let bundle = try await AdminBundle()
        for number in 1...4 {
            _ = try await bundle.services.tokens.create(name: "n\(number)", role: .auditor, expiresAt: nil)
        }

        let first = try await bundle.send(.get, "\(Self.uri)?limit=3")
        let link = try #require(first.headers[.link]?.firstMatch(of: /^<([^>]+)>; rel="next"$/))
        let second = try await bundle.send(.get, String(link.output.1))
        let wrong = try await bundle.send(.get, "\(Self.uri)?after=x")

        #expect(try first.ids.count == 3)
        #expect(try Set(first.ids + second.ids).count == 5 && second.ids.count == 2)
        #expect(second.headers[.link] == nil)
        #expect(wrong.status == .badRequest)
        #expect(try wrong.problem.errors?.first?.parameter == "after")
    }

    @Test(arguments: [
        (#"{"name":"","role":"admin"}"#, ["/name"]),
        (#"{"name":"a\u0007","role":"admin"}"#, ["/name"]),
        (#"{"name":"n","role":"root","expires_at":"soon"}"#, ["/role", "/expires_at"]),
        (
            #"{"name":"","role":"admin","expires_at":"2001-01-01T00:00:00Z","tenants":[]}"#,
            ["/name", "/expires_at", "/tenants"]
        ),
        (#"{"name":"n","role":"admin","tenants":["acme","none","a\u0000b"]}"#, ["/tenants/1", "/tenants/2"]),
        (#"{"name":"n","role":"admin","tenant":["acme"]}"#, ["/tenant"]),
        (#"{"role":"admin"}"#, ["/name"]),
    ])
    func wrongRequestsAreRefusedByMember(body: String, pointers: [String]) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let before = try await bundle.send(.get, Self.uri)
        let response = try await bundle.send(.post, Self.uri, json: body)
        let after = try await bundle.send(.get, Self.uri)

        #expect(response.status == .unprocessableContent)
        #expect(try response.problem.errors?.map { $0.pointer } == pointers)
        #expect(try after.ids == before.ids)
    }

    @Test func lastAdminThatDoesNotExpireStays() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let orders = [
            APITokenOrder(name: "expires", role: .admin, expiresAt: Date(timeIntervalSinceNow: 86_400)),
            APITokenOrder(name: "restricted", role: .admin, tenants: ["acme"]),
            APITokenOrder(name: "operator", role: .operator),
        ]
        for order in orders { _ = try await bundle.services.tokens.create(order, by: nil) }

        let refused = try await bundle.send(.delete, "\(Self.uri)/\(bundle.tokenID)")
        let second = try await bundle.services.tokens.create(name: "second", role: .admin, expiresAt: nil)
        let revoked = try await bundle.send(.delete, "\(Self.uri)/\(second.id)")

        #expect(refused.status == .conflict)
        #expect(try refused.problem.code == .lastAdminToken)
        #expect(revoked.status == .noContent)
        #expect(try await bundle.send(.get, "/api/v1/me").status == .ok)
    }

    @Test func ofTwoAdminsWhoRevokeEachOtherAtOnceOneIsLeft() async throws {
        let bundle = try await AdminBundle()
        let second = try await bundle.services.tokens.create(name: "second", role: .admin, expiresAt: nil)

        async let one = bundle.send(.delete, "\(Self.uri)/\(second.id)")
        async let other = bundle.send(
            .delete,
            "\(Self.uri)/\(bundle.tokenID)",
            headers: [.authorization: "Bearer \(second.value.reveal())"]
        )
        let statuses = try await [one.status, other.status]

        #expect(statuses.filter { $0 == .noContent }.count == 1, "\(statuses)")
        let live = try await bundle.database.pool.withTransaction { transaction in
            try await transaction.query("SELECT name FROM hookswitch.api_token WHERE revoked_at IS NULL").count
        }
        #expect(live == 1)
    }

    @Test(arguments: ["x", "00000000-0000-7000-8000-000000000000", "hsw_abc"])
    func unknownTokenIsNotFound(id: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.delete, "\(Self.uri)/\(id)")

        #expect(response.status == .notFound)
        #expect(try response.problem.code == .notFound)
    }
}
