import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// What an operator leaves behind, and what those who are restricted cannot reach.
@Suite(.lentDatabase) struct OperatorTrailTests {
    private static let uri = "/api/v1/operators"
    private static let any: HTTPFields = [.ifMatch: "*"]

    @Test(arguments: [false, true])
    func whatAnOperatorMadeIsShownAndEndsWithThem(revokes: Bool) async throws {
        let bundle = try await AdminBundle()
        let anna = try await bundle.makeOperator("anna", role: .admin)
        _ = try await bundle.makeOperator("bea", role: .admin)
        let secret = try await bundle.openSessionSecret(of: anna)
        let asAnna = AdminBundle.browser(secret, csrfToken: SessionService.csrfToken(of: secret))
        let token = try await bundle.send(
            .post,
            "/api/v1/tokens",
            json: #"{"name":"ci","role":"admin"}"#,
            headers: asAnna
        )
        let invited = try await bundle.send(.post, Self.uri, json: #"{"name":"m","role":"admin"}"#, headers: asAnna)
        guard case .text(let value)? = try token.members["value"], case .text(let id)? = try invited.members["id"]
        else {
            Issue.record("nothing was made: \(token.text) \(invited.text)")
            return
        }

        let query = revokes ? "?tokens=true" : ""
        let ended = try await bundle.send(.delete, "\(Self.uri)/\(anna)\(query)", headers: Self.any)
        let left = try await bundle.send(.get, "\(Self.uri)/\(id)")
        let bearer: HTTPFields = [.authorization: "Bearer \(value)"]

        try APIDescription().expect(ended, toBe: "EndedOperator")
        #expect(try token.members["made_by"] == .text(anna) && invited.members["made_by"] == .text(anna))
        #expect(try ended.members["invitation_count"] == .integer(1))
        #expect(ended.text.contains(#""name":"ci""#))
        #expect(try left.members["invitation_expires_at"] == nil)
        let status = try await bundle.send(.get, "/api/v1/me", headers: bearer).status
        #expect(status == (revokes ? .unauthorized : .ok))
    }

    @Test func whoEndsDoesNotTakeTheLastTokenWithThem() async throws {
        let bundle = try await AdminBundle()
        let anna = try await bundle.makeOperator("anna", role: .admin)
        _ = try await bundle.makeOperator("bea", role: .admin)
        let key = try #require(UUID(uuidString: anna))
        let id = try #require(UUID(uuidString: bundle.tokenID))
        try await bundle.database.inFleet { transaction in
            _ = try await transaction.execute(
                "UPDATE hookswitch.api_token SET made_by = \(key) WHERE api_token_id = \(id)"
            )
        }

        let refused = try await bundle.send(.delete, "\(Self.uri)/\(anna)?tokens=true", headers: Self.any)

        #expect(refused.status == .conflict)
        #expect(try refused.problem.code == .lastAdminToken)
        #expect(try await bundle.send(.get, "\(Self.uri)/\(anna)").status == .ok)
    }

    @Test func whoIsRestrictedNamesNobody() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let order = APITokenOrder(name: "acme's", role: .admin, tenants: ["acme"])
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()
        let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
        _ = try await bundle.makeOperator("taken")
        let body = { (subject: String) in
            """
            {"name":"n","role":"read_only","tenants":["acme"],"issuer":"https://login.example.com","subject":"\(subject)"}
            """
        }

        let taken = try await bundle.send(.post, Self.uri, json: body("taken"), headers: bearer)
        let free = try await bundle.send(.post, Self.uri, json: body("free"), headers: bearer)
        let invited = try await bundle.send(
            .post,
            Self.uri,
            json: #"{"name":"n","role":"read_only","tenants":["acme"]}"#,
            headers: bearer
        )

        // Whether somebody is an operator elsewhere cannot be told apart.
        #expect(taken.status == .unprocessableContent && free.status == .unprocessableContent)
        #expect(try taken.problem.errors?.map { $0.pointer } == ["/subject"])
        #expect(try taken.problem.detail == free.problem.detail)
        #expect(invited.status == .created, "\(invited.text)")
    }
}
