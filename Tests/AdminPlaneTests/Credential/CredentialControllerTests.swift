import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct CredentialControllerTests {
    private static let path = "/api/v1/tenants/acme/credentials"
    private static let secret = "xF7-new-secret-of-acme-2028"
    private static let order = #"{"secret":"\#(Self.secret)","expires_at":"2028-05-01T00:00:00Z"}"#

    private static func put(
        _ json: String,
        to bundle: AdminBundle,
        query: String = "",
        version: String = "*"
    ) async throws -> TestResponse {
        try await bundle.send(.put, Self.path + query, json: json, headers: [.ifMatch: version])
    }

    @Test func aSecretIsReplacedAndNeverShown() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let replaced = try await Self.put(Self.order, to: bundle, version: "\"1\"")
        let list = try await bundle.send(.get, Self.path)
        let audit = try await bundle.send(.get, "/api/v1/tenants/acme/audit")

        #expect(replaced.status == .ok, "\(replaced.text)")
        #expect(replaced.headers[.eTag] == "\"2\"")
        try APIDescription().expect(replaced, toBe: "AppliedTenant")
        try APIDescription().expect(list, toBe: "CredentialDetailsList")
        #expect(try list.each("state") == ["active", "retired"])
        #expect(try list.each("hint").first == "xF7")
        #expect(try list.each("expires_at").first == "2028-05-01T00:00:00.000Z")
        #expect(list.text.contains("\"length\":\(Self.secret.count)"))
        #expect(try audit.each("action").first == "credential.replace")
        for text in [replaced.text, list.text, audit.text] {
            #expect(!text.contains(Self.secret) && !text.contains("canary-secret"))
        }
    }

    @Test func theSameSecretAgainChangesNothing() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        _ = try await Self.put(Self.order, to: bundle)

        let again = try await Self.put(Self.order, to: bundle)

        #expect(try again.members["change"] == .text("same"))
        #expect(again.headers[.eTag] == "\"2\"")
    }

    @Test func theExpiryAloneIsSaid() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let said = try await Self.put(#"{"expires_at":"2029-01-01T00:00:00Z"}"#, to: bundle)
        let list = try await bundle.send(.get, Self.path)

        #expect(said.status == .ok, "\(said.text)")
        #expect(try list.each("expires_at") == ["2029-01-01T00:00:00.000Z"])
    }

    @Test func aDryRunChangesNothing() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let plan = try await Self.put(Self.order, to: bundle, query: "?dry_run=true")
        let list = try await bundle.send(.get, Self.path)

        #expect(plan.status == .ok && plan.text.contains("fingerprint"))
        #expect(plan.headers[.eTag] == nil)
        #expect(try list.each("state") == ["active"])
    }

    @Test func anotherVersionAndNoVersionAreRefused() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let stale = try await Self.put(Self.order, to: bundle, version: "\"7\"")
        let none = try await bundle.send(.put, Self.path, json: Self.order)

        #expect(try stale.problem.code == .versionConflict)
        #expect(try none.problem.code == .preconditionRequired)
    }

    @Test(arguments: [
        (#"{"secret":"6f0c3f0e-0000-4000-8000-000000000001"}"#, "/secret", "looks_like_secret_id"),
        (#"{"secret":""}"#, "/secret", "wrong_value"), (#"{"secret":"a\nb"}"#, "/secret", "wrong_value"),
        (#"{"secret":7}"#, "/secret", "wrong_type"), ("{}", "/secret", "missing_member"),
        (#"{"secret":"abc","expires_at":"soon"}"#, "/expires_at", "wrong_value"),
        (#"{"secret":"abc","expiresAt":"2028-05-01T00:00:00Z"}"#, "/expiresAt", "unknown_member"),
    ])
    func whatIsNoSecretIsRefusedAndNotShown(json: String, pointer: String, code: String) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let refused = try await Self.put(json, to: bundle)
        let tenant = try await bundle.send(.get, "/api/v1/tenants/acme")

        #expect(refused.status == .unprocessableContent, "\(refused.text)")
        #expect(try refused.problem.errors?.map { "\($0.pointer) \($0.code)" } == ["\(pointer) \(code)"])
        #expect(!refused.text.contains("6f0c3f0e"))
        #expect(try tenant.members["version"] == .integer(1))
    }

    @Test func theFleetsAreListedByExpiryPageByPage() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta", "gamma")
        let times = ["beta": #","expires_at":"2026-12-01T00:00:00Z""#, "gamma": ""]
        for (slug, time) in times {
            let json = #"{"secret":"secret-of-\#(slug)-2026"\#(time)}"#
            let uri = "/api/v1/tenants/\(slug)/credentials"
            let replaced = try await bundle.send(.put, uri, json: json, headers: [.ifMatch: "*"])
            #expect(replaced.status == .ok, "\(replaced.text)")
        }

        let all = try await bundle.send(.get, "/api/v1/credentials")
        let soon = try await bundle.send(.get, "/api/v1/credentials?expires_before=2027-01-01T00:00:00Z")
        var paged: [String] = []
        var query = "?limit=1"
        for _ in 0..<3 {
            let page = try await bundle.send(.get, "/api/v1/credentials" + query)
            paged += try page.each("tenant")
            guard case .text(let next)? = try page.members["next_cursor"] else { break }
            query = "?limit=1&after=\(next)"
        }
        let wrong = try await bundle.send(.get, "/api/v1/credentials?after=x")

        try APIDescription().expect(all, toBe: "CredentialDetailsList")
        #expect(try all.each("tenant") == ["beta", "acme", "gamma"])
        #expect(paged == ["beta", "acme", "gamma"])
        #expect(try soon.each("tenant") == ["beta"])
        #expect(try wrong.problem.code == .invalidParameter)
    }

    @Test func thoseThatOthersTookThePlaceOfAreListedByState() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        for slug in ["beta", "acme"] {
            let json = #"{"secret":"secret-of-\#(slug)-2026","expires_at":"2027-01-01T00:00:00Z"}"#
            let uri = "/api/v1/tenants/\(slug)/credentials"
            let replaced = try await bundle.send(.put, uri, json: json, headers: [.ifMatch: "*"])
            #expect(replaced.status == .ok, "\(replaced.text)")
        }
        let uri = "/api/v1/credentials?state="

        let active = try await bundle.send(.get, uri + "active")
        let retired = try await bundle.send(.get, uri + "retired")
        let first = try await bundle.send(.get, uri + "retired&limit=1")
        guard case .text(let next)? = try first.members["next_cursor"] else {
            Issue.record("there is no second page: \(first.text)")
            return
        }
        let second = try await bundle.send(.get, uri + "retired&limit=1&after=\(next)")
        let ended = try await bundle.send(.get, uri + "retired&expires_before=2000-01-01T00:00:00Z")

        #expect(try active.each("state") == ["active", "active"])
        #expect(try Set(retired.each("tenant")) == ["acme", "beta"])
        #expect(try retired.each("state") == ["retired", "retired"])
        let paged: [String] = try first.ids + second.ids
        #expect(try paged == retired.ids)
        #expect(try second.members["has_more"] == .boolean(false))
        #expect(try ended.ids.isEmpty)
        // A cursor belongs to its state.
        #expect(try await bundle.send(.get, uri + "active&after=\(next)").problem.code == .invalidParameter)
        for wrong in ["pending", "Active", ""] {
            let refused = try await bundle.send(.get, uri + wrong)

            #expect(try refused.problem.errors?.map(\.pointer) == ["/state"])
        }
        try APIDescription().expect(retired, toBe: "CredentialDetailsList")
    }
}
