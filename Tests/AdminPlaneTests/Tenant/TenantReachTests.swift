import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// What a token for certain tenants does and learns at the edge of its reach.
@Suite(.lentDatabase) struct TenantReachTests {
    private static func apply(_ slug: String, externalID: String, in bundle: AdminBundle) async throws {
        let document = SampleDocument.json(slug: slug)
            .replacing("\"region\"", with: "\"tags\":[\"vip\"],\"externalId\":\"\(externalID)\",\"region\"")
        let response = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(document))
        #expect(response.status == .ok, "\(response.text)")
    }

    /// Somebody restricted by tag, as they are let in.
    private static func actor(_ scope: TenantScope) -> Operator {
        Operator(
            tokenID: UUID(),
            name: "vip",
            role: .admin,
            reach: .only([scope.tenantID: "acme"]),
            restriction: TenantRestriction(tags: ["vip"])
        )
    }

    @Test func aTakenExternalIDIsRefusedInTheSameWordsWhoseverItIs() async throws {
        let bundle = try await AdminBundle()
        for (slug, id) in [("acme", "crm:1"), ("beta", "crm:2"), ("gamma", "crm:3")] {
            try await Self.apply(slug, externalID: id, in: bundle)
        }
        let order = APITokenOrder(name: "some", role: .admin, tenants: ["acme", "beta"])
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()
        let headers: HTTPFields = [
            .authorization: "Bearer \(token)", .ifMatch: "*", .contentType: "application/merge-patch+json",
            .requestID: "the-same-one",
        ]

        let reachable = try await bundle.send(
            .patch,
            "/api/v1/tenants/acme",
            json: #"{"externalId":"crm:2"}"#,
            headers: headers
        )
        let unreachable = try await bundle.send(
            .patch,
            "/api/v1/tenants/acme",
            json: #"{"externalId":"crm:3"}"#,
            headers: headers
        )

        #expect(reachable.status == .unprocessableContent)
        #expect(try reachable.problem.errors?.map(\.code) == ["duplicate_external_id"])
        #expect(unreachable.text == reachable.text)
        #expect(unreachable.status == reachable.status)
    }

    @Test func aTagThatIsLostAfterTheLookEndsTheTransaction() async throws {
        let bundle = try await AdminBundle()
        try await Self.apply("acme", externalID: "crm:1", in: bundle)
        let actor = Self.actor(try await bundle.scope(of: "acme"))
        let tenants = bundle.services.tenants
        let scope = try #require(try await tenants.scope(of: "acme", for: actor))
        let name = try await bundle.database.inTenant(scope) { transaction in
            try await transaction.query("SELECT name FROM hookswitch.tenant").first?.decode("name", as: String.self)
        }
        #expect(name != nil)

        try await bundle.script("UPDATE hookswitch.tenant SET document = document - 'tags'")

        await #expect(throws: TenantError.unknownTenant) {
            try await bundle.database.inTenant(scope) { _ in Issue.record("it went on") }
        }
        await #expect(throws: TenantError.unknownTenant) {
            try await bundle.database.inTenant(scope, dryRun: true) { _ in Issue.record("it went on") }
        }
        let installation = try await bundle.scope(of: "acme")
        await #expect(throws: TenantError.unknownTenant) {
            try await bundle.database.inTenant(installation) { transaction in
                try await bundle.database.enter(scope, in: transaction)
            }
        }
    }
}
