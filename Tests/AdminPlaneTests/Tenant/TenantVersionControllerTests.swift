import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct TenantVersionControllerTests {
    private static let uri = "/api/v1/tenants/acme"

    /// A tenant with three versions.
    private func bundle() async throws -> AdminBundle {
        let bundle = try await AdminBundle()
        for (name, target) in [("One", "+35853445657"), ("Two", "+35853445657"), ("Two", "+35853445658")] {
            let body = SampleDocument.apply(SampleDocument.json(slug: "acme", name: name, target: target))
            let response = try await bundle.send(.post, "/api/v1/tenants/apply", json: body)
            #expect(response.status == .ok, "\(response.text)")
        }
        return bundle
    }

    private func versions(of page: TestResponse) throws -> [JSONValue?] {
        guard case .list(let data) = try page.members["data"] else { return [] }
        return data.map { element in
            if case .members(let members) = element { members["version"] } else { nil }
        }
    }

    @Test func versionsAreListedNewestFirstPageByPage() async throws {
        let bundle = try await self.bundle()

        let first = try await bundle.send(.get, "\(Self.uri)/versions?limit=2")
        let second = try await bundle.send(.get, "\(Self.uri)/versions?limit=2&after=2")
        let wrong = try await bundle.send(.get, "\(Self.uri)/versions?after=two")

        #expect(try self.versions(of: first) == [.integer(3), .integer(2)])
        #expect(first.headers[.link]?.contains("after=2") == true)
        #expect(try self.versions(of: second) == [.integer(1)])
        #expect(first.text.contains(#""actor":"liisa""#))
        #expect(wrong.status == .badRequest)
        try APIDescription().expect(first, toBe: "TenantVersionList")
    }

    @Test func aVersionHasItsDocumentAndNoSecret() async throws {
        let bundle = try await self.bundle()

        let version = try await bundle.send(.get, "\(Self.uri)/versions/1")

        #expect(version.status == .ok)
        #expect(version.text.contains(#""name":"One""#))
        #expect(!version.text.contains("canary"))
        try APIDescription().expect(version, toBe: "TenantVersionDocument")
        for text in ["0", "4", "-1", "x", "99999999999", "1x"] {
            #expect(try await bundle.send(.get, "\(Self.uri)/versions/\(text)").status == .notFound, "\(text)")
        }
    }

    @Test func diffTellsMemberByMember() async throws {
        let bundle = try await self.bundle()

        let last = try await bundle.send(.get, "\(Self.uri)/diff")
        let whole = try await bundle.send(.get, "\(Self.uri)/diff?from=1&to=3")
        let back = try await bundle.send(.get, "\(Self.uri)/diff?from=2&to=1")
        let none = try await bundle.send(.get, "\(Self.uri)/diff?from=3&to=3")

        #expect(last.text.contains(#""path":"pools[+35840675644].rules[Known].target""#))
        #expect(!last.text.contains(#""path":"name""#))
        #expect(whole.text.contains(#""path":"name""#))
        #expect(back.text.contains(#""after":"One","before":"Two","path":"name""#))
        #expect(try none.members["changes"] == .list([]))
        for response in [last, whole, back, none] { try APIDescription().expect(response, toBe: "TenantDiff") }
        #expect(try await bundle.send(.get, "\(Self.uri)/diff?from=1&to=9").status == .notFound)
        #expect(try await bundle.send(.get, "\(Self.uri)/diff?from=-1").status == .badRequest)
    }

    @Test func restoringMakesAnOldVersionTheNewest() async throws {
        let bundle = try await self.bundle()
        let uri = "\(Self.uri)/versions/1/restore"

        let blind = try await bundle.send(.post, uri)
        let stale = try await bundle.send(.post, uri, headers: [.ifMatch: "\"2\""])
        let planned = try await bundle.send(.post, uri + "?dry_run=true", headers: [.ifMatch: "\"3\""])
        let restored = try await bundle.send(.post, uri, headers: [.ifMatch: "\"3\""])
        let again = try await bundle.send(.post, uri, headers: [.ifMatch: "\"4\""])
        let shown = try await bundle.send(.get, Self.uri)
        let unknown = try await bundle.send(.post, "\(Self.uri)/versions/9/restore", headers: [.ifMatch: "*"])

        #expect(blind.status == .preconditionRequired)
        #expect(stale.status == .preconditionFailed)
        #expect(planned.status == .ok)
        #expect(restored.status == .ok, "\(restored.text)")
        #expect(restored.headers[.eTag] == "\"4\"")
        #expect(try again.members["change"] == .text("same"))
        #expect(try shown.members["name"] == .text("One"))
        #expect(unknown.status == .notFound)
        // The secret stays.
        #expect(shown.text.contains("fingerprint"))
    }
}
