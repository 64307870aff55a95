import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct AuditControllerTests {
    private static let uri = "/api/v1/tenants/acme/audit"

    @Test func aChangeSaysWhoWhenWhatAndWhy() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let changed = try await bundle.rename("Acme Ab", reason: "ticket 7: new name, Åsa")
        let list = try await bundle.send(.get, Self.uri)
        let fleet = try await bundle.send(.get, "/api/v1/audit")
        let record = try #require(try list.elements.first)
        guard case .text(let id)? = record["id"] else {
            Issue.record("no id")
            return
        }
        let shown = try await bundle.send(.get, "/api/v1/audit/\(id)")
        let shownOfTenant = try await bundle.send(.get, "\(Self.uri)/\(id)")

        #expect(changed.status == .ok)
        let description = try APIDescription()
        try description.expect(list, toBe: "AuditRecordList")
        try description.expect(fleet, toBe: "AuditRecordList")
        try description.expect(shown, toBe: "AuditRecord")
        #expect(shown.text == shownOfTenant.text)
        #expect(record["action"] == .text("tenant.change"))
        #expect(record["tenant"] == .text("acme"))
        #expect(record["sequence"] == .integer(2))
        #expect(record["before"] == .members(["/name": .text("Acme Oy")]))
        #expect(record["after"] == .members(["/name": .text("Acme Ab")]))
        #expect(record["reason"] == .text("ticket 7: new name, Åsa"))
        #expect(record["request_id"] == .text(changed.headers[.requestID] ?? ""))
        guard case .members(let actor)? = record["actor"] else {
            Issue.record("no actor")
            return
        }
        #expect(actor["name"] == .text("liisa"))
        #expect(actor["kind"] == .text("token"))
        #expect(actor["token_id"] != nil)
        // The token itself was recorded, in the installation's chain.
        let actions = try fleet.elements.map { $0["action"] }
        #expect(actions == [.text("tenant.change"), .text("tenant.create"), .text("token.create")])
        #expect(try fleet.elements.last?["chain"] == .text("installation"))
        for response in [list, fleet, shown] { #expect(!response.text.contains("canary")) }
    }

    @Test func anotherSecretOrExpiryIsRecordedByField() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let document = SampleDocument.json(slug: "acme")
        let secret = document.replacing("canary-secret", with: "another-canary")
        let expiry = secret.replacing("2027-05-01", with: "2028-05-01")

        for text in [secret, expiry] {
            let answer = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(text))
            #expect(answer.status == .ok)
        }
        let records = try await bundle.send(.get, Self.uri)

        #expect(!records.text.contains("canary"))
        let elements = try records.elements
        try #require(elements.count == 3)
        #expect(
            elements[0]["before"] == .members(["/entra/credential/expiresAt": .text("2027-05-01T00:00:00.000Z")])
        )
        #expect(
            elements[0]["after"] == .members(["/entra/credential/expiresAt": .text("2028-05-01T00:00:00.000Z")])
        )
        guard case .members(let before)? = elements[1]["before"], case .members(let after)? = elements[1]["after"]
        else {
            Issue.record("no fields")
            return
        }
        let names: Set = ["/entra/credential/id", "/entra/credential/secret/fingerprint"]
        #expect(Set(before.keys) == names)
        #expect(Set(after.keys) == names)
        for name in names { #expect(before[name] != after[name]) }
    }

    @Test func webhookKeysAreRecordedWithoutTheirValue() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let uri = "/api/v1/tenants/acme/webhook-keys"
        let created = try await bundle.send(.post, uri)
        guard case .text(let id)? = try created.members["id"], case .text(let value)? = try created.members["value"]
        else {
            Issue.record("no key")
            return
        }
        _ = try await bundle.send(.post, "\(uri)/\(id)/revoke?last=true")
        _ = try await bundle.send(.post, "\(uri)/\(id)/revoke?last=true")

        let records = try await bundle.send(.get, Self.uri)

        let actions = try records.elements.map { $0["action"] }
        #expect(actions == [.text("webhook_key.revoke"), .text("webhook_key.create"), .text("tenant.create")])
        #expect(!records.text.contains(value))
        #expect(try records.elements[0]["before"] == .members(["/revoked_at": .null]))
    }

    @Test func pagesAndFiltersFindWhatTheyName() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "globex")
        for number in 0..<7 { _ = try await bundle.rename("Acme \(number)") }

        var ids: [String] = []
        var uri = "/api/v1/audit?limit=3"
        while true {
            let page = try await bundle.send(.get, uri)
            ids += try page.ids
            guard case .text(let next)? = try page.members["next_cursor"] else { break }
            uri = "/api/v1/audit?limit=3&after=\(next)"
        }
        let changes = try await bundle.send(.get, "\(Self.uri)?action=tenant.change&actor=liisa").ids
        let others = try await bundle.send(.get, "/api/v1/audit?actor=nobody").ids
        let ofOne = try await bundle.send(.get, "/api/v1/audit?subject=tenant%20globex").ids
        let ofItsName = try await bundle.send(.get, "/api/v1/audit?subject=globex").ids
        let ofNothing = try await bundle.send(.get, "/api/v1/audit?subject=token%20globex").ids
        let inAnother = try await bundle.send(.get, "\(Self.uri)?subject=globex").ids
        let future = try await bundle.send(.get, "/api/v1/audit?since=2999-01-01T00:00:00Z").ids
        let past = try await bundle.send(.get, "/api/v1/audit?until=2999-01-01T00:00:00.000Z&limit=200").ids

        #expect(ids.count == 10)
        #expect(Set(ids).count == 10)
        #expect(changes.count == 7)
        #expect(others.isEmpty)
        #expect(ofOne.count == 1)
        #expect(ofItsName == ofOne)
        #expect(ofNothing.isEmpty)
        #expect(inAnother.isEmpty)
        #expect(future.isEmpty)
        #expect(past == ids)
    }

    @Test func whatIsNotThereIsNotFound() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "globex")
        let id = try #require(try await bundle.send(.get, Self.uri).ids.first)

        for uri in [
            "/api/v1/tenants/nobody/audit", "/api/v1/tenants/nobody/audit/export", "\(Self.uri)/x",
            "\(Self.uri)/aud_aaaaaaaaaaaaaaaaaaaaaaaaaa", "/api/v1/audit/x", "/api/v1/tenants/globex/audit/\(id)",
        ] {
            #expect(try await bundle.send(.get, uri).status == .notFound, "\(uri)")
        }
        for query in ["after=x", "since=yesterday", "until=1", "limit=0", "tenant=acme"] {
            #expect(try await bundle.send(.get, "\(Self.uri)?\(query)").status == .badRequest, "\(query)")
        }
    }

    @Test func aReasonThatIsNoneChangesNothing() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let long = try await bundle.rename("Acme Ab", reason: String(repeating: "x", count: 501))
        let fitting = try await bundle.rename("Acme Ab", reason: String(repeating: "ä", count: 500))

        #expect(long.status == .badRequest)
        #expect(try long.problem.code == .invalidHeader)
        #expect(fitting.status == .ok)
        #expect(try await bundle.send(.get, Self.uri).ids.count == 2)
    }

    @Test func exportsVerifyWithThePublicKeyAlone() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "globex")
        _ = try await bundle.rename("Acme Ab")

        let keys = try await bundle.send(.get, "/api/v1/audit/public-key")
        let one = try await bundle.send(.get, "\(Self.uri)/export")
        let all = try await bundle.send(.get, "/api/v1/audit/export")

        try APIDescription().expect(keys, toBe: "AuditPublicKeyList")
        #expect(one.headers[.contentType] == "application/x-ndjson")
        let verdict = try bundle.verify(one.text)
        #expect(verdict.isIntact, "\(verdict.faults)")
        #expect(verdict.chains.map(\.recordCount) == [2])
        let fleet = try bundle.verify(all.text)
        #expect(fleet.isIntact, "\(fleet.faults)")
        #expect(fleet.chains.map(\.recordCount).sorted() == [1, 1, 2])
        #expect(!all.text.contains("canary"))
    }
}
