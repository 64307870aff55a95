import Foundation
import HTTPTypes
import HummingbirdTesting
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// What a token may do for itself and no longer.
@Suite(.lentDatabase) struct TokenRightsTests {
    private static let uri = "/api/v1/tokens"

    @Test func everybodyRevokesTheirOwnTokensAndNoOthers() async throws {
        let bundle = try await AdminBundle()
        let anna = try #require(UUID(uuidString: try await bundle.makeOperator("anna")))
        let make = {
            try await bundle.services.tokens.create(
                for: anna,
                name: "anna",
                role: .support,
                expiresAt: Date(timeIntervalSinceNow: 3600),
                from: AuditOrigin()
            )
        }
        let (laptop, desk) = (try await make(), try await make())
        let foreign = try await bundle.services.tokens.create(name: "ci", role: .support, expiresAt: nil)
        let asAnna: HTTPFields = [.authorization: "Bearer \(desk.value.reveal())"]
        let asTool: HTTPFields = [.authorization: "Bearer \(foreign.value.reveal())"]

        let others = try await bundle.send(.delete, "\(Self.uri)/\(foreign.id)", headers: asAnna)
        let stolen = try await bundle.send(.delete, "\(Self.uri)/\(laptop.id)", headers: asAnna)
        let bearer: HTTPFields = [.authorization: "Bearer \(laptop.value.reveal())"]
        let thief = try await bundle.send(.get, "/api/v1/me", headers: bearer)
        let annas = try await bundle.send(.delete, "\(Self.uri)/\(desk.id)", headers: asTool)
        let own = try await bundle.send(.delete, "\(Self.uri)/\(foreign.id)", headers: asTool)

        #expect(others.status == .notFound && annas.status == .notFound)
        #expect(stolen.status == .noContent && thief.status == .unauthorized)
        #expect(own.status == .noContent)
    }

    @Test func aTokenThatEndsMakesNoneThatLastsLonger() async throws {
        let bundle = try await AdminBundle()
        let end = Date(timeIntervalSinceNow: 3600)
        let maker = try await bundle.services.tokens.create(name: "hour", role: .admin, expiresAt: end)
        let headers: HTTPFields = [.authorization: "Bearer \(maker.value.reveal())"]
        let order = { (member: String) in #"{"name":"n","role":"support"\#(member)}"# }

        let forever = try await bundle.send(.post, Self.uri, json: order(""), headers: headers)
        let longer = try await bundle.send(
            .post,
            Self.uri,
            json: order(#","expires_at":"2127-05-01T00:00:00Z""#),
            headers: headers
        )
        let shorter = try await bundle.send(
            .post,
            Self.uri,
            json: order(#","expires_at":"\#(end.addingTimeInterval(-60).rfc3339)""#),
            headers: headers
        )

        #expect(forever.status == .unprocessableContent && longer.status == .unprocessableContent)
        #expect(try forever.problem.errors?.map { $0.pointer } == ["/expires_at"])
        #expect(shorter.status == .created, "\(shorter.text)")
    }

    /// Another server ends the right; this one remembers it for five seconds.
    @Test func whoLostARightMakesNoneThatLastsByWhatIsRemembered() async throws {
        let bundle = try await AdminBundle()
        let anna = try await bundle.makeOperator("anna", role: .admin)
        let token = try await bundle.services.tokens.create(name: "ci", role: .admin, expiresAt: nil)
        let secret = try await bundle.openSessionSecret(of: anna)
        let bearer: HTTPFields = [.authorization: "Bearer \(token.value.reveal())"]
        let browser = AdminBundle.browser(secret, csrfToken: SessionService.csrfToken(of: secret))
        for headers in [bearer, browser] {
            #expect(try await bundle.send(.get, Self.uri, headers: headers).status == .ok)
        }

        try await bundle.script(
            """
            UPDATE hookswitch.api_token SET revoked_at = now() WHERE name = 'ci';
            UPDATE hookswitch.operator SET role = 'read_only' WHERE name = 'anna';
            """
        )
        let order = #"{"name":"back door","role":"admin"}"#
        let byToken = try await bundle.send(.post, Self.uri, json: order, headers: bearer)
        let bySession = try await bundle.send(.post, Self.uri, json: order, headers: browser)

        #expect(byToken.status == .unauthorized)
        #expect(bySession.status == .forbidden)
        #expect(try await !bundle.send(.get, Self.uri).text.contains("back door"))
    }
}
