import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Testing

@testable import AdminPlane

/// A tenant is made once, and one that is there stays as it is.
@Suite(.lentDatabase) struct TenantCreationTests {
    private static let uri = "/api/v1/tenants"

    @Test func aTenantIsMadeAndNeverReplaced() async throws {
        let bundle = try await AdminBundle()

        let planned = try await bundle.send(.post, Self.uri + "?dry_run=true", json: SampleDocument.json(slug: "acme"))
        let none = try await bundle.send(.get, Self.uri + "/acme")
        let made = try await bundle.send(.post, Self.uri, json: SampleDocument.json(slug: "acme"))
        let shown = try await bundle.send(.get, Self.uri + "/acme")
        let other = SampleDocument.json(slug: "acme", name: "Another Oy")
        let again = try await bundle.send(.post, Self.uri, json: other)
        let plannedAgain = try await bundle.send(.post, Self.uri + "?dry_run=true", json: other)

        #expect(planned.status == .ok && !planned.text.contains("/hooks/"), "\(planned.text)")
        #expect(none.status == .notFound)
        #expect(made.status == .created, "\(made.text)")
        #expect(made.headers[.location] == Self.uri + "/acme")
        #expect(made.headers[.eTag] == shown.headers[.eTag])
        try APIDescription().expect(made, toBe: "AppliedTenant")
        #expect(again.status == .conflict && plannedAgain.status == .conflict)
        #expect(try again.problem.code == .slugTaken)
        #expect(try again.problem.fix?.contains("external id") == false)
        #expect(try await bundle.send(.get, Self.uri + "/acme").members["name"] == shown.members["name"])
    }

    @Test(arguments: ["[]", "5", "null", #""x""#])
    func whatIsNoObjectIsToldSo(body: String) async throws {
        let bundle = try await AdminBundle()

        let refused = try await bundle.send(.post, Self.uri, json: body)

        #expect(try refused.problem.errors?.first?.detail == "an object is expected", "\(refused.text)")
    }

    @Test func faultsOfPoolsAreNamedBesideAWrongRegion() async throws {
        let bundle = try await AdminBundle()
        let document = SampleDocument.json(slug: "acme").replacing("\"FI\"", with: "\"Finland\"")
            .replacing("\"name\": \"Sales\"", with: "\"nam\": 5")

        let refused = try await bundle.send(.post, Self.uri, json: document)

        let pointers = try #require(try refused.problem.errors).map(\.pointer)
        #expect(pointers.contains("/region"), "\(pointers)")
        #expect(pointers.contains { $0.hasPrefix("/pools/") }, "\(pointers)")
    }

    @Test func ofManyAtOnceOneMakesIt() async throws {
        let bundle = try await AdminBundle()

        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<5 {
                group.addTask {
                    let json = SampleDocument.json(slug: "acme", name: "Acme \(number)")
                    return try await bundle.send(.post, Self.uri, json: json).status.code
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }

        #expect(statuses.sorted() == [201, 409, 409, 409, 409])
        #expect(try await bundle.send(.get, Self.uri + "/acme").members["version"] == .integer(1))
    }

    @Test func aRepetitionUnderItsKeyIsTheSameAnswer() async throws {
        let bundle = try await AdminBundle()
        let key: HTTPFields = [.idempotencyKey: "a-key-of-its-own"]

        let first = try await bundle.send(.post, Self.uri, json: SampleDocument.json(slug: "acme"), headers: key)
        let second = try await bundle.send(.post, Self.uri, json: SampleDocument.json(slug: "acme"), headers: key)

        #expect(second.status == .created && second.text == first.text, "\(second.text)")
        #expect(second.headers[.idempotencyReplayed] == "true")
        #expect(second.headers[.location] == first.headers[.location])
        #expect(second.headers[.eTag] == first.headers[.eTag])
    }

    @Test func whatCannotBeMadeIsRefused() async throws {
        let bundle = try await AdminBundle()

        let empty = try await bundle.send(.post, Self.uri, json: "{}")
        let list = try await bundle.send(.post, Self.uri, json: "[]")

        #expect(try empty.problem.code == .invalidDocument, "\(empty.text)")
        for slug in ["apply", "by-external-id"] {
            let reserved = try await bundle.send(.post, Self.uri, json: SampleDocument.json(slug: slug))
            #expect(reserved.status == .unprocessableContent, "\(slug)")
            #expect(try reserved.problem.errors?.map(\.pointer) == ["/slug"], "\(reserved.text)")
        }
        #expect(list.status.kind == .clientError, "\(list.text)")
    }
}
