import HTTPTypes
import Hookswitch
import HummingbirdTesting
import NIOCore
import Postgres
import Routing
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct IdempotencyGateTests {
    private static let uri = "/api/v1/tenants/apply"
    private static let keys = "/api/v1/tenants/acme/webhook-keys"

    private static func key(_ text: String) -> HTTPFields {
        [.idempotencyKey: text]
    }

    private static func body(_ slug: String, name: String = "Acme Oy") -> String {
        SampleDocument.apply(SampleDocument.json(slug: slug, name: name))
    }

    @Test func theSameRequestGetsTheSameAnswer() async throws {
        let bundle = try await AdminBundle()

        let first = try await bundle.send(.post, Self.uri, json: Self.body("acme"), headers: Self.key("k1"))
        let second = try await bundle.send(.post, Self.uri, json: Self.body("acme"), headers: Self.key("k1"))
        let without = try await bundle.send(.post, Self.uri, json: Self.body("acme"))

        #expect(first.status == .ok, "\(first.text)")
        #expect(first.headers[.idempotencyReplayed] == nil)
        #expect(second.status == .ok)
        #expect(second.text == first.text)
        #expect(second.headers[.idempotencyReplayed] == "true")
        #expect(second.headers[.contentType] == "application/json")
        #expect(without.text.contains(#""change":"same""#))
    }

    @Test func anotherRequestUnderTheSameKeyIsRefused() async throws {
        let bundle = try await AdminBundle()
        _ = try await bundle.send(.post, Self.uri, json: Self.body("acme"), headers: Self.key("k1"))

        let body = try await bundle.send(.post, Self.uri, json: Self.body("beta"), headers: Self.key("k1"))
        let path = try await bundle.send(.post, Self.keys, headers: Self.key("k1"))

        for response in [body, path] {
            #expect(response.status == .unprocessableContent)
            #expect(try response.problem.code == .idempotencyKeyReused)
            try APIDescription().expect(response, toBe: "Problem")
        }
        #expect(try await bundle.send(.get, "/api/v1/tenants/beta").status == .notFound)
    }

    @Test func keysAreEachTokensOwn() async throws {
        let bundle = try await AdminBundle()
        let other = try await bundle.services.tokens.create(name: "matti", role: .admin, expiresAt: nil)
        _ = try await bundle.send(.post, Self.uri, json: Self.body("acme"), headers: Self.key("k1"))

        var headers = Self.key("k1")
        headers[.authorization] = "Bearer \(other.value.reveal())"
        let response = try await bundle.send(.post, Self.uri, json: Self.body("beta"), headers: headers)

        #expect(response.status == .ok)
    }

    @Test func tenAtOnceRunOnce() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let responses = try await withThrowingTaskGroup(of: TestResponse.self) { group in
            for _ in 0..<10 {
                group.addTask { try await bundle.send(.post, Self.keys, headers: Self.key("k1")) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let later = try await bundle.send(.post, Self.keys, headers: Self.key("k1"))
        let list = try await bundle.send(.get, Self.keys)

        let made = responses.filter { $0.status == .created }
        #expect(made.count == 1)
        for response in responses where response.status != .created {
            #expect(response.status == .conflict, "\(response.text)")
            #expect([.idempotencyInFlight, .idempotencyReplayed].contains(try response.problem.code))
        }
        #expect(later.status == .conflict)
        #expect(try later.problem.code == .idempotencyReplayed)
        #expect(try list.ids.count == 1)
    }

    @Test func theValueOfAWebhookKeyIsNotKept() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let created = try await bundle.send(.post, Self.keys, headers: Self.key("k1"))
        let rows = try await bundle.database.pool.withConnection { connection in
            try await connection.query("SELECT r::text AS text FROM hookswitch.idempotency_record AS r")
        }

        guard case .text(let value) = try created.members["value"] else {
            Issue.record("no value")
            return
        }
        let texts = try rows.map { try $0.decode("text", as: String.self) }
        #expect(texts.count == 1)
        #expect(texts.allSatisfy { !$0.contains(value) })
    }

    @Test func aTokenIsMadeOnceAndItsValueIsNotKept() async throws {
        let bundle = try await AdminBundle()
        let json = #"{"name":"ci","role":"support"}"#

        let first = try await bundle.send(.post, "/api/v1/tokens", json: json, headers: Self.key("k1"))
        let second = try await bundle.send(.post, "/api/v1/tokens", json: json, headers: Self.key("k1"))
        let list = try await bundle.send(.get, "/api/v1/tokens")

        #expect(first.status == .created, "\(first.text)")
        #expect(try second.problem.code == .idempotencyReplayed)
        #expect(try list.ids.count == 2)
    }

    @Test func aRefusedRequestGivesItsKeyBack() async throws {
        let bundle = try await AdminBundle()

        let refused = try await bundle.send(.post, Self.uri, json: "{}", headers: Self.key("k1"))
        let mended = try await bundle.send(.post, Self.uri, json: Self.body("acme"), headers: Self.key("k1"))

        #expect(refused.status == .unprocessableContent)
        #expect(mended.status == .ok, "\(mended.text)")
    }

    @Test func aDryRunTakesNoKey() async throws {
        let bundle = try await AdminBundle()

        let uri = Self.uri + "?dry_run=true"
        let planned = try await bundle.send(.post, uri, json: Self.body("acme"), headers: Self.key("k1"))
        let applied = try await bundle.send(.post, Self.uri, json: Self.body("acme"), headers: Self.key("k1"))

        #expect(planned.status == .ok)
        #expect(applied.status == .ok)
        #expect(applied.headers[.idempotencyReplayed] == nil)
    }

    @Test(arguments: ["", "a b", "ä", String(repeating: "a", count: 129)])
    func whatIsNoKeyIsRefused(key: String) async throws {
        let bundle = try await AdminBundle()
        var headers: HTTPFields = [.authorization: "Bearer \(bundle.token)", .contentType: "application/json"]
        headers.append(HTTPField(name: .idempotencyKey, value: key))
        let sent = headers

        let response = try await bundle.plane.application().test(.router) { client in
            try await client.execute(
                uri: Self.uri,
                method: .post,
                headers: sent,
                body: .init(string: Self.body("acme"))
            )
        }

        #expect(response.status == .badRequest, "\(response.text)")
        #expect(try response.problem.code == .invalidHeader)
    }

    @Test func aRequestWhoseEndNobodyKnowsIsNotCarriedOutAgain() async throws {
        let bundle = try await AdminBundle()
        _ = try await bundle.send(.post, Self.uri, json: Self.body("acme"), headers: Self.key("k1"))

        var codes: [ProblemCode] = []
        for age in ["1 second", "1 hour"] {
            try await bundle.database.pool.withConnection { connection in
                try await connection.execute(
                    """
                    UPDATE hookswitch.idempotency_record SET status = NULL, etag = NULL, answer = NULL,
                        claimed_at = now() - \(age)::text::interval
                    """
                )
            }
            let response = try await bundle.send(.post, Self.uri, json: Self.body("acme"), headers: Self.key("k1"))
            codes.append(try response.problem.code)
        }

        #expect(codes == [.idempotencyInFlight, .outcomeUnknown])
    }

    @Test func afterADayTheKeyIsFreeAndOldRecordsAreSwept() async throws {
        let bundle = try await AdminBundle()
        for number in 1...3 {
            _ = try await bundle.send(.post, Self.uri, json: Self.body("acme"), headers: Self.key("k\(number)"))
        }
        try await bundle.database.pool.withConnection { connection in
            try await connection.execute(
                "UPDATE hookswitch.idempotency_record SET claimed_at = now() - interval '24 hours'"
            )
        }

        let response = try await bundle.send(.post, Self.uri, json: Self.body("beta"), headers: Self.key("k1"))
        let rows = try await bundle.database.pool.withConnection { connection in
            try await connection.query("SELECT idempotency_key AS key FROM hookswitch.idempotency_record")
        }

        #expect(response.status == .ok, "\(response.text)")
        #expect(try rows.map { try $0.decode("key", as: String.self) } == ["k1"])
    }
}
