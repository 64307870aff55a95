import HTTPTypes
import Testing

@testable import AdminPlane

@Suite struct WebhookKeyControllerTests {
    private static let uri = "/api/v1/tenants/acme/webhook-keys"

    /// A plane with the tenant `acme`.
    private func bundle() async throws -> AdminBundle {
        let bundle = try await AdminBundle()
        let body = SampleDocument.apply(SampleDocument.json(slug: "acme"))
        let applied = try await bundle.send(.post, "/api/v1/tenants/apply", json: body)
        #expect(applied.status == .ok)
        return bundle
    }

    @Test func valueIsShownOnceAndNeverAgain() async throws {
        let bundle = try await self.bundle()

        let created = try await bundle.send(.post, Self.uri)
        let list = try await bundle.send(.get, Self.uri)

        #expect(created.status == .created)
        guard case .text(let value) = try created.members["value"] else {
            Issue.record("no value")
            return
        }
        #expect(list.status == .ok)
        #expect(!list.text.contains(value))
        #expect(!bundle.log.text.contains(value))
    }

    @Test func thirdLiveKeyIsAConflict() async throws {
        let bundle = try await self.bundle()

        let first = try await bundle.send(.post, Self.uri)
        let second = try await bundle.send(.post, Self.uri, json: "{}")
        let third = try await bundle.send(.post, Self.uri)

        #expect(first.status == .created)
        #expect(second.status == .created)
        #expect(third.status == .conflict)
        #expect(try third.problem.code == .webhookKeyLimit)
    }

    @Test func keyIsRevokedButNotTheLast() async throws {
        let bundle = try await self.bundle()
        var ids: [String] = []
        for _ in 0..<2 {
            let created = try await bundle.send(.post, Self.uri)
            if case .text(let id) = try created.members["id"] { ids.append(id) }
        }
        try #require(ids.count == 2)

        let revoked = try await bundle.send(.post, "\(Self.uri)/\(ids[0])/revoke")
        let last = try await bundle.send(.post, "\(Self.uri)/\(ids[1])/revoke")

        #expect(revoked.status == .ok)
        #expect(try revoked.members["revoked_at"] != nil)
        #expect(last.status == .conflict)
        #expect(try last.problem.code == .webhookKeyLast)
    }

    @Test(arguments: ["x", "key_aaaaaaaaaaaaaaaaaaaaaaaaaa", "%00", "'"])
    func unknownKeyIsNotFound(id: String) async throws {
        let bundle = try await self.bundle()

        let response = try await bundle.send(.post, "\(Self.uri)/\(id)/revoke")

        #expect(response.status == .notFound)
    }

    @Test func bodiesWithMembersAreRefused() async throws {
        let bundle = try await self.bundle()

        let members = try await bundle.send(.post, Self.uri, json: #"{"value":"canary"}"#)
        let query = try await bundle.send(.post, Self.uri + "?dry_run=true")
        let type = try await bundle.send(.post, Self.uri, json: "{}", headers: [.contentType: "text/plain"])

        #expect(members.status == .unprocessableContent)
        #expect(query.status == .badRequest)
        #expect(type.status == .unsupportedMediaType)
    }

    @Test func unknownTenantIsNotFound() async throws {
        let bundle = try await AdminBundle()

        #expect(try await bundle.send(.get, Self.uri).status == .notFound)
        #expect(try await bundle.send(.post, Self.uri).status == .notFound)
    }
}
