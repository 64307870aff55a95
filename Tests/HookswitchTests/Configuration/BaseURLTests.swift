import Testing

@testable import Hookswitch

@Suite struct BaseURLTests {
    @Test(arguments: [
        ("https://hooks.example.com", "https://hooks.example.com", "hooks.example.com", 443),
        ("http://Hooks.Example.com:8080/a/B//", "http://hooks.example.com:8080/a/B", "hooks.example.com", 8080),
        ("https://[::1]/", "https://[::1]", "::1", 443),
        ("https://[::1]:8443", "https://[::1]:8443", "::1", 8443),
    ])
    func aURLIsReadIntoItsParts(text: String, written: String, host: String, port: Int) throws {
        let url = try BaseURL(parsing: text)

        #expect(url.text == written)
        #expect(url.host == host)
        #expect(url.port == port)
    }

    @Test(arguments: [
        "", "hooks.example.com", "ftp://a", "http+unix://a", "HTTP://a", "https://", "https:///a", "https://:443",
        "https://user:pw@a", "https://a?b", "https://a/?b", "https://a/#b", "https://a b", "https://a/b c",
        "https://a:0",
        "https://a:99999", "https://a/\u{0}", "https://a/ä", "https://１２７.0.0.1",
    ])
    func whatIsNoBaseURLIsRefused(text: String) {
        #expect(throws: BaseURL.ParseError.self) { try BaseURL(parsing: text) }
    }
}
