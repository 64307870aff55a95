import Testing

@testable import HookswitchCommands

@Suite struct AdminAddressTests {
    @Test(
        arguments: [
            ("http://127.0.0.1:8081", "http://127.0.0.1:8081/api/v1/tenants"),
            ("https://admin.example.com/", "https://admin.example.com/api/v1/tenants"),
            ("https://example.com/hookswitch//", "https://example.com/hookswitch/api/v1/tenants"),
        ]
    )
    func pathFollowsTheBase(_ base: String, _ url: String) throws {
        #expect(try AdminAddress(parsing: base).url(["tenants"], query: []) == url)
    }

    @Test(
        arguments: [
            "", "127.0.0.1:8081", "ftp://example.com", "http://", "http+unix://%2Ftmp%2Fsock/", "unix:///tmp/sock",
            "http://user:secret@example.com", "http://example.com?x=1", "http://example.com#x", "javascript:alert(1)",
        ]
    )
    func otherAddressesAreAUsageError(_ text: String) {
        let failure = #expect(throws: CommandFailure.self) { try AdminAddress(parsing: text) }

        #expect(failure?.status == .usage)
        #expect(failure.map { !"\($0.problem)".contains("secret") } == true)
    }

    @Test(
        arguments: [
            ("../secrets", "/tenants/%2E%2E%2Fsecrets"), ("a b", "/tenants/a%20b"), ("ä", "/tenants/%C3%A4"),
            ("a?x=1#y", "/tenants/a%3Fx%3D1%23y"), ("", "/tenants/"),
        ]
    )
    func slugCannotBecomeAnotherPath(_ slug: String, _ path: String) throws {
        let address = try AdminAddress(parsing: "http://localhost:1")

        #expect(address.url(["tenants", slug], query: []) == "http://localhost:1/api/v1" + path)
    }

    @Test func queryIsEncodedAndAMissingValueLeftOut() throws {
        let address = try AdminAddress(parsing: "http://localhost:1")

        let url = address.url(["decisions"], query: [("tenant", "a&b"), ("after", nil), ("limit", "5")])

        #expect(url == "http://localhost:1/api/v1/decisions?tenant=a%26b&limit=5")
    }

    @Test(
        arguments: [
            ("http://127.0.0.1:8081", false), ("http://localhost:8081", false), ("https://example.com", false),
            ("http://example.com", true), ("http://[::1]:8081", false), ("http://10.0.0.1", true),
        ]
    )
    func tokenOverAnOpenNetworkIsNoticed(_ text: String, _ isExposed: Bool) throws {
        #expect(try AdminAddress(parsing: text).isExposed == isExposed)
    }
}
