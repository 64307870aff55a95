import Foundation
import HTTPTypes
import Hookswitch
import Hummingbird
import HummingbirdTesting
import Postgres
import Routing
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct BearerAuthenticationTests {
    @Test func operatorIsLetIn() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/me")

        #expect(response.status == .ok)
        #expect(try response.members["name"] == .text("liisa"))
        #expect(try response.members["role"] == .text("admin"))
    }

    @Test func schemeIsReadInAnyCase() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/me", headers: [.authorization: "bEARER  \(bundle.token)"])

        #expect(response.status == .ok)
    }

    @Test(arguments: ["Bearer", "Bearer ", "Basic eDp5", "hsw_abc", "Bearer hsw_", "Bearer hsw_å", "Bearer x y"])
    func whatIsNoTokenIsRefused(value: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/me", headers: [.authorization: value])

        #expect(response.status == .unauthorized)
        #expect(response.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
        #expect(try response.problem.code == .unauthenticated)
    }

    @Test func missingUnknownAndExpiredTokensAreRefused() async throws {
        let bundle = try await AdminBundle()
        let expired = try await bundle.services.tokens.create(
            name: "old",
            role: .admin,
            expiresAt: Date(timeIntervalSinceNow: 3600)
        )
        try await bundle.database.pool.withConnection { connection in
            try await connection.run(script: "UPDATE hookswitch.api_token SET expires_at = now() WHERE name = 'old'")
        }

        let missing = try await bundle.send(.get, "/api/v1/me", headers: [.authorization: ""])
        let unknown = try await bundle.send(.get, "/api/v1/me", headers: [.authorization: "Bearer \(bundle.token)x"])
        let late = try await bundle.send(
            .get,
            "/api/v1/me",
            headers: [.authorization: "Bearer \(expired.value.reveal())"]
        )

        #expect(missing.status == .unauthorized)
        #expect(missing.headers[.wwwAuthenticate] == "Bearer realm=\"hookswitch\"")
        #expect(unknown.status == .unauthorized)
        #expect(late.status == .unauthorized)
        #expect(try unknown.problem.detail == late.problem.detail)
    }

    @Test func twoTokensAreNone() async throws {
        let bundle = try await AdminBundle()
        var headers: HTTPFields = [:]
        headers[values: .authorization] = ["Bearer \(bundle.token)", "Bearer \(bundle.token)"]
        let sent = headers

        let response = try await bundle.plane.application().test(.router) { client in
            try await client.execute(uri: "/api/v1/me", method: .get, headers: sent)
        }

        #expect(response.status == .unauthorized)
    }

    @Test func nothingOfABodyIsReadWithoutAToken() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(
            .post,
            "/api/v1/tenants/apply",
            json: "not json",
            headers: [.authorization: "Bearer hsw_wrong"]
        )

        #expect(response.status == .unauthorized)
    }
}
