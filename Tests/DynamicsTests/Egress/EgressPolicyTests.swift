import Testing

@testable import Dynamics

@Suite struct EgressPolicyTests {
    @Test(arguments: [
        "https://acme.crm4.dynamics.com", "https://acme.crm4.dynamics.com/", "HTTPS://ACME.crm4.Dynamics.COM",
        "https://acme.crm.dynamics.com:443", "https://acme.api.crm4.dynamics.com", "https://a-1.crm11.dynamics.com",
        "https://acme.crm.dynamics.cn", "https://acme.crm.microsoftdynamics.us", "https://acme.crm.appsplatform.us",
        "https://acme.crm9.dynamics.com",
    ])
    func dataverseEnvironmentsPass(url: String) throws {
        let endpoint = try EgressPolicy().dataverse(url)

        #expect(endpoint.port == 443)
        #expect(endpoint.url == "https://\(endpoint.host)")
        #expect(endpoint.host == endpoint.host.lowercased())
    }

    static let hostile: [(String, EgressRefusal)] = [
        ("", .scheme), ("https://", .scheme), ("http://acme.crm4.dynamics.com", .scheme),
        ("ftp://acme.crm4.dynamics.com", .scheme), ("unix:///var/run/x", .scheme),
        ("https+unix://%2Fvar%2Frun%2Fx", .scheme), ("//acme.crm4.dynamics.com", .scheme),
        ("acme.crm4.dynamics.com", .scheme), ("https:acme.crm4.dynamics.com", .scheme),
        ("https:/\\acme.crm4.dynamics.com", .scheme),
        (" https://acme.crm4.dynamics.com", .malformed), ("https://acme.crm4.dynamics.com\n", .malformed),
        ("https://acme.crm4.dynamics.com\r\nHost: x", .malformed), ("https://acme\u{0}.crm4.dynamics.com", .malformed),
        ("https://acme.crm4.dynamics.com\t", .malformed), ("https://acmé.crm4.dynamics.com", .malformed),
        ("https://ⓐcme.crm4.dynamics.com", .malformed), ("https://acme。crm4.dynamics.com", .malformed),
        ("https://１２７.0.0.1", .malformed),
        ("https://user@acme.crm4.dynamics.com", .superfluousPart),
        ("https://user:pass@acme.crm4.dynamics.com", .superfluousPart),
        ("https://acme.crm4.dynamics.com@evil.example", .superfluousPart),
        ("https://acme.crm4.dynamics.com#@evil.example", .superfluousPart),
        ("https://acme.crm4.dynamics.com?x", .superfluousPart), ("https://acme.crm4.dynamics.com#", .superfluousPart),
        ("https://acme.crm4.dynamics.com%2eevil.example", .host),
        ("https://acme.crm4.dynamics.com%00.evil.example", .host),
        ("https://acme.crm4.dynamics.com\\evil.example", .host), ("https://acme.crm4.dynamics.com.", .host),
        ("https://.crm4.dynamics.com", .host), ("https://acme..crm4.dynamics.com", .host),
        ("https://-acme.crm4.dynamics.com", .host), ("https://ac_me.crm4.dynamics.com", .host),
        ("https://[::1]", .host), ("https://[::ffff:127.0.0.1]/", .host), ("https://2130706433", .host),
        ("https://0x7f.0.0.1", .host), ("https://127.1", .host), ("https://0177.0.0.1", .host),
        ("https://acme.crm4.dynamics.com.0x7f", .host), ("https://*.crm4.dynamics.com", .host),
        ("https://acme.crm4.dynamics.com/api", .path), ("https://acme.crm4.dynamics.com//", .path),
        ("https://acme.crm4.dynamics.com/..", .path),
        ("https://acme.crm4.dynamics.com:", .port), ("https://acme.crm4.dynamics.com:0", .port),
        ("https://acme.crm4.dynamics.com:65536", .port), ("https://acme.crm4.dynamics.com:8443", .port),
        ("https://acme.crm4.dynamics.com:+443", .port), ("https://acme.crm4.dynamics.com:443:443", .port),
        ("https://acme.crm4.dynamics.com:99999999999999999999", .port),
        ("https://evil.example", .notMicrosoft), ("https://127.0.0.1", .notMicrosoft),
        ("https://localhost", .notMicrosoft),
        ("https://169.254.169.254", .notMicrosoft), ("https://acme.crm4.dynamics.com.evil.example", .notMicrosoft),
        ("https://evildynamics.com", .notMicrosoft), ("https://dynamics.com", .notMicrosoft),
        ("https://crm4.dynamics.com", .notMicrosoft), ("https://acme.dynamics.com", .notMicrosoft),
        ("https://acme.operations.dynamics.com", .notMicrosoft), ("https://a.b.crm4.dynamics.com", .notMicrosoft),
        ("https://acme.crm4evil.dynamics.com", .notMicrosoft), ("https://acme.crm4444.dynamics.com", .notMicrosoft),
        ("https://acme.crm4.dynamics.com.cn", .notMicrosoft), ("https://login.microsoftonline.com", .notMicrosoft),
    ]

    @Test(arguments: hostile)
    func hostileURLsAreRefused(url: String, refusal: EgressRefusal) {
        #expect(throws: refusal) { try EgressPolicy().dataverse(url) }
    }

    @Test func longURLsAreRefused() {
        let url = "https://" + String(repeating: "a.", count: 100_000) + "crm4.dynamics.com"

        #expect(throws: EgressRefusal.malformed) { try EgressPolicy().dataverse(url) }
        #expect(throws: EgressRefusal.host) {
            try EgressPolicy().dataverse("https://\(String(repeating: "a", count: 64)).crm4.dynamics.com")
        }
    }

    @Test func authoritiesAreAClosedList() throws {
        #expect(try EgressPolicy().authority("https://login.microsoftonline.com").port == 443)
        #expect(throws: EgressRefusal.notMicrosoft) { try EgressPolicy().authority("https://acme.crm4.dynamics.com") }
        #expect(throws: EgressRefusal.notMicrosoft) {
            try EgressPolicy().authority("https://x.login.microsoftonline.com")
        }
        #expect(throws: EgressRefusal.path) { try EgressPolicy().authority("https://login.microsoftonline.com/common") }
    }

    @Test func anAllowanceIsForOneHostAndPort() throws {
        let policy = EgressPolicy(allowing: [try EgressAllowance(parsing: "Localhost:8443")])

        #expect(try policy.dataverse("https://localhost:8443").isExplicitlyAllowed)
        #expect(try policy.dataverse("https://localhost:8443").url == "https://localhost:8443")
        #expect(try !policy.dataverse("https://acme.crm4.dynamics.com").isExplicitlyAllowed)
        #expect(throws: EgressRefusal.notMicrosoft) { try policy.dataverse("https://localhost:8444") }
        #expect(throws: EgressRefusal.notMicrosoft) { try policy.dataverse("https://localhost") }
        #expect(throws: EgressRefusal.scheme) { try policy.dataverse("http://localhost:8443") }
    }

    @Test(arguments: [
        "", "localhost", ":443", "localhost:", "localhost:0", "localhost:70000", "[::1]:443", "a b:1", "127.1:80",
    ])
    func malformedAllowancesAreRefused(text: String) {
        #expect(throws: EgressRefusal.self) { try EgressAllowance(parsing: text) }
    }
}
