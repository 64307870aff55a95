import Routing
import Testing

@testable import Dynamics

@Suite struct EntraApplicationTests {
    private func make(
        tenant: String = "6f0c3f0e-0000-4000-8000-000000000001",
        client: String = "91BD3F0E-0000-4000-8000-000000000002",
        secret: String = "s"
    ) throws -> EntraApplication {
        try EntraApplication(
            authority: try EgressPolicy().authority("https://login.microsoftonline.com"),
            entraTenant: tenant,
            clientID: client,
            secret: Secret(secret)
        )
    }

    @Test(arguments: ["6f0c3f0e-0000-4000-8000-000000000001", "acme.onmicrosoft.com", "ACME.fi"])
    func tenantsAreGUIDsOrDomains(tenant: String) throws {
        #expect(try self.make(tenant: tenant).entraTenant == tenant.lowercased())
    }

    @Test(arguments: [
        "", "common", "organizations", "consumers", "../x", "a/b.fi", "a.fi?x", "127.0.0.1", "acme.fi.",
        "{6f0c3f0e-0000-4000-8000-000000000001}",
    ])
    func otherTenantsAreRefused(tenant: String) {
        #expect(throws: EntraApplication.ParseError.entraTenant) { try self.make(tenant: tenant) }
    }

    @Test(arguments: ["", "x", "91bd3f0e-0000-4000-8000-00000000000g", "91bd3f0e000040008000000000000002"])
    func otherClientsAreRefused(client: String) {
        #expect(throws: EntraApplication.ParseError.clientID) { try self.make(client: client) }
    }

    @Test(arguments: ["", "a\nb", "a\u{0}", String(repeating: "a", count: 1_025)])
    func otherSecretsAreRefused(secret: String) {
        #expect(throws: EntraApplication.ParseError.secret) { try self.make(secret: secret) }
    }

    @Test func nothingPrintsTheSecret() throws {
        let application = try self.make(secret: "tellnobody")
        var dumped = ""
        dump(application, to: &dumped)

        #expect(!"\(application)\(dumped)".contains("tellnobody"))
    }
}
