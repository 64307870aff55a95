import Foundation
import HTTPTypes
import HummingbirdTesting
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// The audit of a tenant outlives it, for those who may read all.
@Suite(.lentDatabase) struct DestroyedTenantAuditTests {
    private static let uri = "/api/v1/audit?tenant="

    /// Makes a tenant and destroys it.
    private static func end(_ slug: String, in bundle: AdminBundle) async throws -> TenantID {
        try await bundle.apply(slug)
        let id = try await bundle.scope(of: slug).tenantID
        try await bundle.offboard(slug, isNow: true)
        try await bundle.work().runOnce()
        #expect(try await bundle.send(.get, "/api/v1/tenants/\(slug)").status == .notFound)
        return id
    }

    @Test func itIsFoundByIdentityAndByTheSlugThatWas() async throws {
        let bundle = try await AdminBundle()
        let id = try await Self.end("acme", in: bundle)

        let byID = try await bundle.send(.get, "\(Self.uri)\(id)")
        let bySlug = try await bundle.send(.get, "\(Self.uri)acme&action=tenant.create")

        try APIDescription().expect(byID, toBe: "AuditRecordList")
        #expect(try byID.elements.allSatisfy { $0["chain"] == .text(id.description) })
        #expect(try byID.elements.contains { $0["action"] == .text("tenant.offboard") })
        #expect(try bySlug.elements.map { $0["chain"] } == [.text(id.description)])
    }

    @Test func tenantThatIsThereComesFirstAndTwoThatAreGoneAreNamed() async throws {
        let bundle = try await AdminBundle()
        let first = try await Self.end("acme", in: bundle)
        try await bundle.apply("acme")
        let second = try await bundle.tenantID("acme")

        let there = try await bundle.send(.get, "\(Self.uri)acme")
        #expect(try there.elements.allSatisfy { $0["chain"] == .text(second.description) })
        try await bundle.offboard("acme", isNow: true)
        try await bundle.work().runOnce()
        let both = try await bundle.send(.get, "\(Self.uri)acme")

        #expect(both.status == .badRequest)
        #expect(try both.problem.errors?.map(\.code) == ["ambiguous"])
        for id in [first, second] { #expect(both.text.contains(id.description)) }
    }

    @Test func whoWorksInSomeTenantsSeesNothingOfWhatIsGone() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("globex", "initech")
        let order = APITokenOrder(name: "some", role: .auditor, tenants: ["globex"])
        let token = try await bundle.services.tokens.create(order, by: nil)
        let headers: HTTPFields = [.authorization: "Bearer \(token.value.reveal())"]
        let gone = try await Self.end("acme", in: bundle)
        let others = try await bundle.tenantID("initech")
        let own = try await bundle.tenantID("globex")

        for name in ["acme", gone.description, "initech", others.description] {
            let answer = try await bundle.send(.get, Self.uri + name, headers: headers)
            #expect(answer.status == .notFound, "\(name): \(answer.text)")
        }
        for name in ["globex", own.description] {
            let answer = try await bundle.send(.get, Self.uri + name, headers: headers)
            #expect(try answer.elements.map { $0["action"] } == [.text("tenant.create")], "\(name)")
        }
    }

    @Test func whatWasNeverThereIsNotFoundAndWhatIsNoNameIsRefused() async throws {
        let bundle = try await AdminBundle()

        let never = TenantID(UUID())
        for name in ["nobody", never.description] {
            #expect(try await bundle.send(.get, Self.uri + name).status == .notFound, "\(name)")
        }
        for name in ["No%20Slug", ""] {
            #expect(try await bundle.send(.get, Self.uri + name).status == .badRequest, "\(name)")
        }
    }
}

extension AdminBundle {
    /// The identity of a tenant that is there.
    fileprivate func tenantID(_ slug: String) async throws -> TenantID {
        try #require(try await self.services.tenants.find(slug))
    }
}
