import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct WebhookKeyControllerTests {
    private static let uri = "/api/v1/tenants/acme/webhook-keys"

    /// A plane with the tenant `acme`.
    private func bundle() async throws -> AdminBundle {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
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
        try APIDescription().expect(created, toBe: "CreatedWebhookKey")
        try APIDescription().expect(list, toBe: "WebhookKeyList")
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

    @Test func revokingTwiceIsOnce() async throws {
        let bundle = try await self.bundle()
        let created = try await bundle.send(.post, Self.uri)
        guard case .text(let id) = try created.members["id"] else {
            Issue.record("no id")
            return
        }

        let first = try await bundle.send(.post, "\(Self.uri)/\(id)/revoke")
        let second = try await bundle.send(.post, "\(Self.uri)/\(id)/revoke")

        #expect(first.status == .ok)
        #expect(try first.members["revoked_at"] != nil)
        #expect(second.text == first.text)
    }

    @Test func unknownKeyIsNotFound() async throws {
        let bundle = try await self.bundle()

        for id in ["x", "whk_aaaaaaaaaaaaaaaaaaaaaaaaaa", "%00", "'"] {
            let response = try await bundle.send(.post, "\(Self.uri)/\(id)/revoke")

            #expect(response.status == .notFound, "\(id)")
        }
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
