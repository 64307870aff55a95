import Testing

@testable import Hookswitch

@Suite struct CallHostsTests {
    private static func hosts(
        _ allowed: [String] = [],
        _ environment: DeploymentEnvironment,
        publicURL: String = "https://hooks.example.com",
        listen: String = "127.0.0.1:8080"
    ) throws -> CallHosts {
        CallHosts(
            allowed: try allowed.map { try HostName(parsing: $0) },
            environment: environment,
            publicURL: try BaseURL(parsing: publicURL),
            listen: try ListenAddress(parsing: listen)
        )
    }

    @Test func inDevelopmentAnyHostIsOurs() throws {
        let hosts = try Self.hosts([], .development)

        #expect(hosts.names.isEmpty)
        #expect(!hosts.lackPublicHost)
    }

    @Test(arguments: [
        ("https://hooks.example.com", "127.0.0.1:8080", ["hooks.example.com", "127.0.0.1"]),
        ("https://Hooks.Example.com:8443/call", "[::1]:8080", ["hooks.example.com", "[::1]"]),
        ("https://[2001:DB8::1]", "[::]:8080", ["[2001:db8::1]", "[::]"]),
        ("http://10.0.0.5:8080", "10.0.0.5:8080", ["10.0.0.5"]),
    ])
    func inProductionThePublicHostAndTheListenersAreOurs(url: String, listen: String, names: [String]) throws {
        let hosts = try Self.hosts([], .production, publicURL: url, listen: listen)

        #expect(hosts.names.map(\.text) == names)
        #expect(!hosts.lackPublicHost)
    }

    @Test(arguments: [DeploymentEnvironment.development, .production])
    func whatTheOperatorSetsIsAllThereIs(_ environment: DeploymentEnvironment) throws {
        let hosts = try Self.hosts(["Calls.example.com", "[::1]"], environment, publicURL: "http://127.0.0.1:8080")

        #expect(hosts.names.map(\.text) == ["calls.example.com", "[::1]"])
        #expect(!hosts.lackPublicHost)
    }

    @Test(arguments: ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:8080"])
    func aPublicURLThatNobodyOutsideCanCallIsNoticedInProduction(url: String) throws {
        #expect(try Self.hosts([], .production, publicURL: url, listen: "10.0.0.5:8080").lackPublicHost)
        #expect(try !Self.hosts([], .development, publicURL: url).lackPublicHost)
    }

    @Test(arguments: [
        "", "hooks.example.com:443", "https://hooks.example.com", "hooks.example.com/", "::1", "[::1]:80", "a b", "*",
        " a", "a ", "é.example", "a,b",
    ])
    func whatIsNoHostIsRefused(text: String) {
        #expect(throws: ListenAddress.ParseError.self) { try HostName(parsing: text) }
    }
}
