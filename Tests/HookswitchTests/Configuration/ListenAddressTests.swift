import Testing

@testable import Hookswitch

@Suite struct ListenAddressTests {
    @Test(arguments: [
        "127.0.0.1:8080", "[::1]:8080", "localhost:0", "db-1.example.com:65535", "[fe80::1]:1", "0.0.0.0:80",
    ])
    func whatIsReadIsWrittenTheSame(text: String) throws {
        #expect(try ListenAddress(parsing: text).description == text)
    }

    @Test(arguments: [
        "", ":", "8080", "localhost", "localhost:", ":8080", "localhost:65536", "localhost:-1", "localhost:+80",
        "localhost:８０", "localhost:99999999999999999999", "::1:8080", "[::1]", "[]:80", "[::1:80", "[localhost]:80",
        "a b:80", "a/b:80", "user@host:80", "a\u{0}b:80", "hôte:80", "localhost:80 ", "http://localhost:80",
        String(repeating: "a", count: 254) + ":80",
    ])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(throws: ListenAddress.ParseError.self) { try ListenAddress(parsing: text) }
    }

    @Test func aDestinationHasAPortAndSmallLetters() throws {
        #expect(try EgressDestination(parsing: "LocalHost:18443").description == "localhost:18443")
        #expect(throws: ListenAddress.ParseError.port) { try EgressDestination(parsing: "localhost:0") }
    }
}
