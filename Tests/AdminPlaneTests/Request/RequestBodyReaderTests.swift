import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct RequestBodyReaderTests {
    private static let uri = "/api/v1/tenants/acme/explain"

    @Test(arguments: ["", "text/plain", "application/jsonx", "application/x-www-form-urlencoded", "json", ","])
    func otherTypesAreRefused(type: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: "{}", headers: [.contentType: type])

        #expect(response.status == .unsupportedMediaType)
        #expect(try response.problem.code == .unsupportedMediaType)
    }

    @Test func typeIsReadInAnyCaseWithParameters() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(
            .post,
            Self.uri,
            json: "[",
            headers: [.contentType: "Application/JSON ; charset=utf-8"]
        )

        #expect(response.status == .badRequest)
    }

    @Test func encodedBodyIsRefused() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: "{}", headers: [.contentEncoding: "gzip"])

        #expect(response.status == .unsupportedMediaType)
    }

    @Test(arguments: [
        "", " ", "{", "}", "nul", "{'from':1}", "{\"from\":\"\u{0}\"}",
        "\u{FEFF}x", String(repeating: "[", count: 200_000), String(repeating: "{\"a\":", count: 200_000),
    ])
    func whatIsNotJSONIsRefused(text: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: text)

        #expect(response.status == .badRequest)
        #expect(try response.problem.code == .malformedRequest)
    }

    @Test func bytesThatAreNotUTF8AreRefused() async throws {
        let bundle = try await AdminBundle()
        let headers: HTTPFields = [.authorization: "Bearer \(bundle.token)", .contentType: "application/json"]

        let bodies: [[UInt8]] = [
            [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], [0x7B, 0x22, 0xC0, 0xAF, 0x22], [0x7B, 0x00, 0x7D, 0x00],
        ]

        for bytes in bodies {
            let response = try await bundle.plane.application().test(.router) { client in
                try await client.execute(uri: Self.uri, method: .post, headers: headers, body: ByteBuffer(bytes: bytes))
            }

            #expect(try response.problem.code == .malformedRequest)
        }
    }

    @Test(arguments: [
        ("{}", "/from", "missing_member"),
        ("[]", "", "wrong_type"),
        ("null", "", "wrong_type"),
        ("\"x\"", "", "wrong_type"),
        ("{\"from\":\"1\",\"to\":1}", "/to", "wrong_type"),
        ("{\"from\":null,\"to\":\"1\"}", "/from", "wrong_type"),
        ("{\"from\":\"1\",\"to\":\"2\",\"version\":null}", "/version", "wrong_type"),
        ("{\"from\":\"1\",\"to\":\"2\",\"a/b~c\":1}", "/a~1b~0c", "unknown_member"),
        ("{\"from\":\"1\\u0000\",\"to\":\"2\"}", "/from", "wrong_value"),
        ("{\"from\":\"1\",\"to\":\"2\\r\\n\"}", "/to", "wrong_value"),
    ])
    func wrongMembersAreNamed(json: String, pointer: String, code: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: json)

        #expect(response.status == .unprocessableContent)
        let issue = try #require(try response.problem.errors?.first)
        #expect(issue.pointer == pointer)
        #expect(issue.code == code)
    }

    @Test(arguments: [
        (#"{"from":"1","to":"2","from":"3"}"#, ["/from"]),
        (#"{"from":"1","to":"2","\u0066rom":"3","to":"2"}"#, ["/from", "/to"]),
        // The other faults of the same body can be told of when there is one reading of it.
        (#"{"from":1,"from":{"a":1,"a":1}}"#, ["/from", "/from/a"]),
        (#"[{"a/b":1,"a/b":2}]"#, ["/0/a~1b"]),
    ])
    func membersThatStandTwiceAreNamed(json: String, pointers: [String]) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: json)

        #expect(response.status == .unprocessableContent)
        let issues = try #require(try response.problem.errors)
        #expect(issues.map(\.pointer) == pointers)
        #expect(issues.allSatisfy { $0.code == "repeated_member" })
    }

    @Test func valuesAreNotRepeated() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: #"{"from":{"canary":"canary"},"to":"canary"}"#)

        #expect(response.status == .unprocessableContent)
        #expect(!response.text.contains("canary"))
    }

    @Test func largeBodiesAreRefusedWithAndWithoutALength() async throws {
        var limits = AdminLimits()
        limits.maximumBodySize = 100
        let bundle = try await AdminBundle(limits: limits)
        let body = "{\"from\":\"\(String(repeating: "1", count: 100))\"}"

        let known = try await bundle.send(.post, Self.uri, json: body)
        let reader = RequestBodyReader(limits: limits)
        let head = HTTPRequest(
            method: .post,
            scheme: nil,
            authority: nil,
            path: "/",
            headerFields: [.contentType: "application/json"]
        )
        let unknown = await #expect(throws: Problem.self) {
            let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
            _ = try await reader.read(JSONValue.self, from: request)
        }

        #expect(known.status == .contentTooLarge)
        #expect(known.headers[.connection] == "close")
        #expect(unknown?.code == .contentTooLarge)
    }

    @Test func bodyThatNeverEndsIsGivenUp() async throws {
        var limits = AdminLimits()
        limits.bodyDeadline = .milliseconds(20)
        let reader = RequestBodyReader(limits: limits)
        let (body, source) = RequestBody.makeStream()
        let head = HTTPRequest(
            method: .post,
            scheme: nil,
            authority: nil,
            path: "/",
            headerFields: [.contentType: "application/json"]
        )

        await source.yield(ByteBuffer(string: "{"))
        let problem = await #expect(throws: Problem.self) {
            _ = try await reader.read(JSONValue.self, from: Request(head: head, body: body))
        }
        source.finish()

        #expect(problem?.code == .requestTimeout)
    }
}
