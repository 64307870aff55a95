import Foundation
import HTTPTypes
import HummingbirdTesting
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

@Suite(.lentDatabase) struct SessionControllerTests {
    @Test func aBrowserIsWhoSignedInAndItsWritesNeedTheToken() async throws {
        let bundle = try await AdminBundle()
        let anna = try await bundle.makeOperator("anna", role: .admin)
        let secret = try await bundle.openSessionSecret(of: anna)

        let me = try await bundle.send(.get, "/api/v1/me", headers: AdminBundle.browser(secret))
        guard case .text(let csrf)? = try me.members["csrf_token"] else {
            Issue.record("no csrf_token: \(me.text)")
            return
        }
        let order = #"{"name":"ci","role":"support"}"#
        let without = try await bundle.send(
            .post,
            "/api/v1/tokens",
            json: order,
            headers: AdminBundle.browser(secret)
        )
        let wrong = try await bundle.send(
            .post,
            "/api/v1/tokens",
            json: order,
            headers: AdminBundle.browser(secret, csrfToken: SessionService.csrfToken(of: "another"))
        )
        let with = try await bundle.send(
            .post,
            "/api/v1/tokens",
            json: order,
            headers: AdminBundle.browser(secret, csrfToken: csrf)
        )

        try APIDescription().expect(me, toBe: "Operator")
        #expect(try me.members["operator_id"] == .text(anna))
        #expect(try me.members["token_id"] == nil)
        #expect(without.status == .forbidden && wrong.status == .forbidden)
        #expect(try without.problem.code == .csrfTokenRequired)
        #expect(with.status == .created, "\(with.text)")
    }

    @Test func sessionsAreListedAndEnded() async throws {
        let bundle = try await AdminBundle()
        let anna = try await bundle.makeOperator("anna")
        let bea = try await bundle.makeOperator("bea")
        let secret = try await bundle.openSessionSecret(of: anna)
        let others = try await bundle.openSession(of: bea)
        let csrf = SessionService.csrfToken(of: secret)

        let own = try await bundle.send(.get, "/api/v1/sessions", headers: AdminBundle.browser(secret))
        let all = try await bundle.send(.get, "/api/v1/sessions")
        let foreign = try await bundle.send(
            .delete,
            "/api/v1/sessions/\(others)",
            headers: AdminBundle.browser(secret, csrfToken: csrf)
        )
        let ended = try await bundle.send(
            .delete,
            "/api/v1/sessions/current",
            headers: AdminBundle.browser(secret, csrfToken: csrf)
        )
        let late = try await bundle.send(.get, "/api/v1/me", headers: AdminBundle.browser(secret))
        let byAdmin = try await bundle.send(.delete, "/api/v1/sessions/\(others)")

        try APIDescription().expect(all, toBe: "SessionList")
        #expect(try own.ids.count == 1)
        #expect(try all.ids.count == 2)
        #expect(foreign.status == .notFound)
        #expect(ended.status == .noContent)
        #expect(ended.headers[.setCookie]?.contains("Max-Age=0") == true)
        #expect(late.status == .unauthorized)
        #expect(byAdmin.status == .noContent)
    }

    @Test func anEndedOperatorsSessionAndTokenWorkNoLonger() async throws {
        let bundle = try await AdminBundle()
        let anna = try await bundle.makeOperator("anna")
        let secret = try await bundle.openSessionSecret(of: anna)
        let id = try #require(UUID(uuidString: anna))
        let token = try await bundle.services.tokens.create(
            for: id,
            name: "anna",
            role: .support,
            expiresAt: Date(timeIntervalSinceNow: 3600),
            from: AuditOrigin()
        ).value.reveal()
        let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
        let before = try await bundle.send(.get, "/api/v1/me", headers: bearer)

        let ended = try await bundle.send(.delete, "/api/v1/operators/\(anna)", headers: [.ifMatch: "*"])

        #expect(before.status == .ok)
        #expect(try before.members["operator_id"] == .text(anna))
        #expect(ended.status == .ok)
        #expect(try await bundle.send(.get, "/api/v1/me", headers: bearer).status == .unauthorized)
        #expect(try await bundle.send(.get, "/api/v1/me", headers: AdminBundle.browser(secret)).status == .unauthorized)
    }

    @Test func wrongSessionsAreSlowedAsWrongTokensAre() async throws {
        var limits = AdminLimits()
        limits.wrongTokens = RatePolicy(name: "wrong-token", burst: 2, interval: .seconds(60))
        let bundle = try await AdminBundle(limits: limits)
        let guess = { (letter: Character) in AdminBundle.browser(String(repeating: letter, count: 43)) }

        // Each request makes its own application, and all of them share the plane's count.
        let statuses = [
            try await bundle.send(.get, "/api/v1/me", headers: guess("a")).status.code,
            try await bundle.send(.get, "/api/v1/me", headers: guess("b")).status.code,
            try await bundle.send(.get, "/api/v1/me", headers: guess("c")).status.code,
        ]

        #expect(statuses == [401, 401, 429])
    }
}
