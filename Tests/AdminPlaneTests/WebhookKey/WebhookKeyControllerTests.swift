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

        let first = try await bundle.send(.post, "\(Self.uri)/\(id)/revoke?last=true")
        let second = try await bundle.send(.post, "\(Self.uri)/\(id)/revoke")

        #expect(first.status == .ok)
        #expect(try first.members["revoked_at"] != nil)
        #expect(second.text == first.text)
    }

    @Test func theLastLiveKeyIsRevokedByNameOnly() async throws {
        let bundle = try await self.bundle()
        _ = try await bundle.send(.post, Self.uri)
        _ = try await bundle.send(.post, Self.uri)
        let ids = try await bundle.send(.get, Self.uri).ids
        try #require(ids.count == 2)

        let planned = try await bundle.send(.post, "\(Self.uri)/\(ids[0])/revoke?dry_run=true")
        let first = try await bundle.send(.post, "\(Self.uri)/\(ids[0])/revoke")
        let last = try await bundle.send(.post, "\(Self.uri)/\(ids[1])/revoke")
        let named = try await bundle.send(.post, "\(Self.uri)/\(ids[1])/revoke?last=true")

        #expect(planned.text.contains(#""before":"live""#))
        try APIDescription().expect(planned, toBe: "ChangePlan")
        #expect(first.status == .ok)
        #expect(last.status == .conflict)
        #expect(try last.problem.code == .webhookKeyLast)
        #expect(named.status == .ok)
    }

    @Test func twoOperatorsCannotRevokeBothKeysAtOnce() async throws {
        let bundle = try await self.bundle()
        _ = try await bundle.send(.post, Self.uri)
        _ = try await bundle.send(.post, Self.uri)
        let ids = try await bundle.send(.get, Self.uri).ids

        let statuses = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
            for id in ids { group.addTask { try await bundle.send(.post, "\(Self.uri)/\(id)/revoke").status } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }

        #expect(statuses == [.ok, .conflict])
    }

    @Test func whereNoKeyIsAskedForTheLastMayGo() async throws {
        let bundle = try await self.bundle()
        _ = try await bundle.send(.post, Self.uri)
        let ids = try await bundle.send(.get, Self.uri).ids
        let open = SampleDocument.json(slug: "acme").replacing("\"apiKey\"", with: "\"none\"")
        _ = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(open))

        let revoked = try await bundle.send(.post, "\(Self.uri)/\(try #require(ids.first))/revoke")

        #expect(revoked.status == .ok)
    }

    @Test func dryRunMakesNoKey() async throws {
        let bundle = try await self.bundle()

        let planned = try await bundle.send(.post, Self.uri + "?dry_run=true")
        let list = try await bundle.send(.get, Self.uri)

        #expect(planned.status == .ok)
        try APIDescription().expect(planned, toBe: "ChangePlan")
        #expect(try list.ids.isEmpty)
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
        let query = try await bundle.send(.post, Self.uri + "?dry_rnu=true")
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
