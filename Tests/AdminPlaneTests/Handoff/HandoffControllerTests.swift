import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct HandoffControllerTests {
    private static let uri = "/api/v1/tenants/acme/handoff"

    @Test func sheetComesAsItsReaderWants() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let key = try await bundle.send(.post, "/api/v1/tenants/acme/webhook-keys")
        guard case .text(let value) = try key.members["value"] else {
            Issue.record("the key has no value")
            return
        }

        let json = try await bundle.send(.get, Self.uri)
        let text = try await bundle.send(.get, Self.uri, headers: [.accept: "text/plain"])
        let markdown = try await bundle.send(.get, Self.uri, headers: [.accept: "text/html;q=0.9, text/markdown"])

        #expect(json.headers[.contentType] == "application/json")
        try APIDescription().expect(json, toBe: "HandoffSheet")
        #expect(text.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(text.text.hasPrefix("SmartRouting for "))
        #expect(markdown.headers[.contentType] == "text/markdown; charset=utf-8")
        #expect(markdown.text.hasPrefix("# SmartRouting for "))
        for response in [json, text, markdown] {
            #expect(response.status == .ok)
            #expect(response.text.contains("https://hooks.example.com/hooks/"))
            #expect(response.text.contains(String(value.suffix(4))))
            #expect(!response.text.contains(value), "a key's value is shown")
        }
    }

    @Test func unknownTenantHasNone() async throws {
        let response = try await AdminBundle().send(.get, Self.uri)

        #expect(response.status == .notFound)
    }

    @Test(arguments: [
        ("", "application/json"), ("*/*", "application/json"), ("text/*", "text/plain"),
        ("text/markdown, text/plain;q=0.5", "text/markdown"), ("application/json;q=0, text/plain", "text/plain"),
        ("image/png", "application/json"), ("TEXT/PLAIN", "text/plain"), (";;q=,", "application/json"),
    ])
    func bestTypeIsChosen(accept: String, type: String) {
        let types = ["application/json", "text/plain", "text/markdown"]

        #expect(AcceptedTypes(accept).best(of: types) == type)
    }
}
