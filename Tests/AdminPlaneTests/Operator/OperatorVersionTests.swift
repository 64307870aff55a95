import Foundation
import HTTPTypes
import HummingbirdTesting
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// Changes of operators: for the version that was seen, half by half, and tried before they are made.
@Suite(.lentDatabase) struct OperatorVersionTests {
    private static let uri = "/api/v1/operators"
    private static let any: HTTPFields = [.ifMatch: "*"]

    @Test func aChangeIsForTheVersionThatWasSeen() async throws {
        let bundle = try await AdminBundle()
        let uri = "\(Self.uri)/\(try await bundle.makeOperator("anna"))"
        let seen = try #require(try await bundle.send(.get, uri).headers[.eTag])

        let blind = try await bundle.send(.patch, uri, json: #"{"role":"auditor"}"#)
        let first = try await bundle.send(.patch, uri, json: #"{"role":"auditor"}"#, headers: [.ifMatch: seen])
        let second = try await bundle.send(.patch, uri, json: #"{"role":"operator"}"#, headers: [.ifMatch: seen])
        let ended = try await bundle.send(.delete, uri, headers: [.ifMatch: seen])
        let same = try await bundle.send(.patch, uri, json: #"{"role":"auditor"}"#, headers: Self.any)

        #expect(blind.status == .preconditionRequired)
        #expect(first.status == .ok)
        #expect(second.status == .preconditionFailed && ended.status == .preconditionFailed)
        #expect(try second.problem.code == .versionConflict)
        #expect(second.headers[.eTag] == first.headers[.eTag])
        // What is so already is no change.
        #expect(same.headers[.eTag] == first.headers[.eTag])
        #expect(try await bundle.send(.get, uri).members["role"] == .text("auditor"))
    }

    @Test func ofTwoChangesForOneVersionAtOnceOneIsMade() async throws {
        let bundle = try await AdminBundle()
        let uri = "\(Self.uri)/\(try await bundle.makeOperator("anna"))"
        let seen: HTTPFields = [.ifMatch: try #require(try await bundle.send(.get, uri).headers[.eTag])]

        async let one = bundle.send(.patch, uri, json: #"{"role":"auditor"}"#, headers: seen)
        async let other = bundle.send(.patch, uri, json: #"{"role":"operator"}"#, headers: seen)
        let statuses = try await [one.status, other.status]

        #expect(statuses.filter { $0 == .preconditionFailed }.count == 1, "\(statuses)")
    }

    @Test func whatIsLeftOutOfARestrictionStays() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let id = try await bundle.makeOperator("anna", tenants: ["acme"], tags: ["pilot"])
        let send = { (json: String) in
            try await bundle.send(.patch, "\(Self.uri)/\(id)", json: json, headers: Self.any)
        }

        let withoutTag = try await send(#"{"tags":null}"#)
        let open = try await send(#"{"tenants":null}"#)
        let tagged = try await send(#"{"tags":["nordics"]}"#)
        let onlyTagged = try await send(#"{"tenants":null}"#)
        let stillOpen = try await send(#"{"tags":null}"#)
        let everywhere = try await send(#"{"tenants":null,"tags":null}"#)

        #expect(try withoutTag.members["tenants"] == .list([.text("acme")]), "\(withoutTag.text)")
        #expect(try withoutTag.members["tags"] == nil)
        #expect(open.status == .unprocessableContent)
        #expect(try open.problem.errors?.map { $0.pointer } == ["/tags"])
        #expect(try tagged.members["tenants"] == .list([.text("acme")]))
        #expect(try onlyTagged.members["tags"] == .list([.text("nordics")]))
        #expect(stillOpen.status == .unprocessableContent)
        #expect(try stillOpen.problem.errors?.map { $0.pointer } == ["/tenants"])
        #expect(everywhere.status == .ok)
        #expect(try everywhere.members["tenants"] == nil && everywhere.members["tags"] == nil)
    }

    @Test func aDryRunSaysWhatWouldChangeAndChangesNothing() async throws {
        let bundle = try await AdminBundle()
        let anna = try await bundle.makeOperator("anna")
        let session = try await bundle.openSession(of: anna)
        let token = try await bundle.services.tokens.create(name: "ci", role: .support, expiresAt: nil)
        let before = try await Self.state(bundle)

        let requests: [(HTTPRequest.Method, String, String?)] = [
            (.post, Self.uri, #"{"name":"bea","role":"auditor"}"#),
            (.patch, "\(Self.uri)/\(anna)", #"{"role":"auditor"}"#),
            (.delete, "\(Self.uri)/\(anna)", nil),
            (.post, "/api/v1/tokens", #"{"name":"new","role":"support"}"#),
            (.delete, "/api/v1/tokens/\(token.id)", nil),
            (.delete, "/api/v1/sessions/\(session)", nil),
        ]
        for (method, uri, json) in requests {
            let planned = try await bundle.send(method, uri + "?dry_run=true", json: json, headers: Self.any)

            #expect(planned.status == .ok, "\(method) \(uri): \(planned.text)")
            guard case .list(let changes)? = try planned.members["changes"] else {
                Issue.record("no changes: \(planned.text)")
                continue
            }
            #expect(!changes.isEmpty, "\(method) \(uri)")
            #expect(try await Self.state(bundle) == before, "\(method) \(uri)")
        }
        let bearer: HTTPFields = [.authorization: "Bearer \(token.value.reveal())"]
        #expect(try await bundle.send(.get, "/api/v1/me", headers: bearer).status == .ok)
    }

    private static func state(_ bundle: AdminBundle) async throws -> [String] {
        var texts: [String] = []
        for uri in [Self.uri, "/api/v1/tokens", "/api/v1/sessions", "/api/v1/audit?limit=200"] {
            texts.append(try await bundle.send(.get, uri).text)
        }
        return texts
    }
}
