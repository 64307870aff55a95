import Testing

@testable import HookswitchCommands

@Suite struct APIPathTests {
    @Test(arguments: ["/api/v1/tenants", "/api/v1/tenants?limit=5&after=a%2Fb", "/api/v1/decisions/dec_1?x=/../"])
    func pathOfTheAPIIsCalled(_ text: String) throws {
        #expect(try APIPath(parsing: text).text == text)
    }

    @Test(
        arguments: [
            "", "/", "/metrics", "/api", "api/v1/tenants", "http://evil.example/api/v1", "//evil.example/api/v1",
            "/api/../metrics", "/api/v1/%2e%2E/%2e%2e/metrics", "/api/v1/..%2fx", "/api/v1/a b", "/api/v1/a\r\nX: y",
            "/api/v1/tenants#x", "/api/v1/ä", "/hooks/abc", "/api/v1/./me",
        ]
    )
    func anythingElseIsRefused(_ text: String) {
        let failure = #expect(throws: CommandFailure.self) { try APIPath(parsing: text) }

        #expect(failure?.status == .usage)
    }

    @Test func queryIsAddedEncoded() throws {
        #expect(
            try APIPath(parsing: "/api/v1/tenants?limit=5").adding(query: [("q", "a&b=ö")])
                == "/api/v1/tenants?limit=5&q=a%26b%3D%C3%B6"
        )
        #expect(try APIPath(parsing: "/api/v1/me").adding(query: []) == "/api/v1/me")
    }
}
