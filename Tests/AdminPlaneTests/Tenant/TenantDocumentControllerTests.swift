import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct TenantDocumentControllerTests {
    private static let uri = "/api/v1/tenants/acme/document"

    private func bundle() async throws -> AdminBundle {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        return bundle
    }

    private func put(
        _ bundle: AdminBundle,
        name: String,
        ifMatch: String?,
        query: String = ""
    ) async throws -> TestResponse {
        var headers: HTTPFields = [:]
        headers[.ifMatch] = ifMatch
        let json = SampleDocument.json(slug: "acme", name: name)
        return try await bundle.send(.put, Self.uri + query, json: json, headers: headers)
    }

    @Test func whoSawTheNewestMayReplaceIt() async throws {
        let bundle = try await self.bundle()

        let shown = try await bundle.send(.get, Self.uri)
        let replaced = try await self.put(bundle, name: "Acme Ab", ifMatch: shown.headers[.eTag])
        let again = try await bundle.send(.get, Self.uri)

        #expect(shown.headers[.eTag] == "\"1\"")
        #expect(replaced.status == .ok, "\(replaced.text)")
        #expect(replaced.headers[.eTag] == "\"2\"")
        #expect(again.headers[.eTag] == "\"2\"")
        #expect(try again.members["name"] == .text("Acme Ab"))
        #expect(replaced.text.contains(#""changes":[{"after":"Acme Ab","before":"Acme Oy","path":"name"}]"#))
        #expect(!replaced.text.contains("canary"))
        try APIDescription().expect(replaced, toBe: "AppliedTenant")
    }

    @Test func withoutIfMatchItIsRefused() async throws {
        let bundle = try await self.bundle()

        let response = try await self.put(bundle, name: "Acme Ab", ifMatch: nil)

        #expect(response.status == .preconditionRequired)
        #expect(try response.problem.code == .preconditionRequired)
        #expect(try await bundle.send(.get, Self.uri).headers[.eTag] == "\"1\"")
    }

    @Test(arguments: ["\"2\"", "W/\"1\"", "\"x\"", "\"01\"", "\"+1\"", "\"99999999999\"", "\"2\", \"3\""])
    func anotherVersionIsAConflict(tag: String) async throws {
        let bundle = try await self.bundle()

        let response = try await self.put(bundle, name: "Acme Ab", ifMatch: tag)

        #expect(response.status == .preconditionFailed)
        #expect(response.headers[.eTag] == "\"1\"")
        let problem = try response.problem
        #expect(problem.code == .versionConflict)
        #expect(problem.currentVersion == 1)
        #expect(problem.links?["diff"] == "/api/v1/tenants/acme/diff?from=0&to=1")
        try APIDescription().expect(response, toBe: "Problem")
        let diff = try await bundle.send(.get, try #require(problem.links?["diff"]))
        #expect(diff.status == .ok)
    }

    @Test(arguments: ["1", "\"1", "*, \"1\"", ",", "W/", "\"a b\""])
    func whatIsNoTagIsRefused(tag: String) async throws {
        let bundle = try await self.bundle()

        let response = try await self.put(bundle, name: "Acme Ab", ifMatch: tag)

        #expect(response.status == .badRequest)
        #expect(try response.problem.code == .invalidHeader)
    }

    @Test(arguments: ["*", "\"7\",\t\"1\"", " \"1\" "])
    func anyAndOneOfSeveralHold(tag: String) async throws {
        let bundle = try await self.bundle()

        #expect(try await self.put(bundle, name: "Acme Ab", ifMatch: tag).status == .ok)
    }

    @Test func ofTwoWritersAtOnceOneWins() async throws {
        let bundle = try await self.bundle()

        let statuses = try await withThrowingTaskGroup(of: HTTPResponse.Status.self) { group in
            for number in 0..<6 {
                group.addTask { try await self.put(bundle, name: "Acme \(number)", ifMatch: "\"1\"").status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(statuses.filter { $0 == .ok }.count == 1)
        #expect(statuses.filter { $0 == .preconditionFailed }.count == 5)
        #expect(try await bundle.send(.get, Self.uri).headers[.eTag] == "\"2\"")
    }

    @Test func dryRunChangesNothing() async throws {
        let bundle = try await self.bundle()

        let planned = try await self.put(bundle, name: "Acme Ab", ifMatch: "\"1\"", query: "?dry_run=true")

        #expect(planned.status == .ok)
        #expect(planned.headers[.eTag] == nil)
        #expect(planned.text.contains(#""path":"name""#))
        #expect(try await bundle.send(.get, Self.uri).headers[.eTag] == "\"1\"")
    }

    @Test func documentOfAnotherTenantIsRefused() async throws {
        let bundle = try await self.bundle()

        let response = try await bundle.send(
            .put,
            Self.uri,
            json: SampleDocument.json(slug: "beta"),
            headers: [.ifMatch: "\"1\""]
        )

        #expect(response.status == .unprocessableContent)
        #expect(try response.problem.errors?.first?.pointer == "/slug")
        #expect(try await bundle.send(.get, "/api/v1/tenants/beta").status == .notFound)
    }

    @Test func putMakesNoTenant() async throws {
        let bundle = try await AdminBundle()

        #expect(try await self.put(bundle, name: "Acme", ifMatch: "*").status == .notFound)
    }
}
