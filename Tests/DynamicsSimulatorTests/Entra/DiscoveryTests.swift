import Testing

@Suite struct DiscoveryTests {
    struct Document: Decodable {
        let issuer: String
        let token_endpoint: String
        let authorization_endpoint: String
    }

    @Test func leadsBackToTheHostAndPortAsked() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let answer = try await bundle.wire.get(
                "/acme.onmicrosoft.test/v2.0/.well-known/openid-configuration",
                host: "localhost:8443"
            )

            let document = try answer.decoded(Document.self)
            #expect(document.token_endpoint == "http://localhost:8443/\(SimulatorBundle.tenant)/oauth2/v2.0/token")
            #expect(document.issuer == "http://localhost:8443/\(SimulatorBundle.tenant)/v2.0")
        }
    }

    @Test func namesTheOldIssuerInV1() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let answer = try await bundle.wire.get(
                "/\(SimulatorBundle.tenant)/.well-known/openid-configuration",
                host: "localhost"
            )

            let document = try answer.decoded(Document.self)
            #expect(document.issuer == "https://sts.windows.net/\(SimulatorBundle.tenant)/")
            #expect(document.token_endpoint == "http://localhost/\(SimulatorBundle.tenant)/oauth2/token")
        }
    }

    @Test func refusesAnUnknownTenant() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let answer = try await bundle.wire.get(
                "/nobody.test/v2.0/.well-known/openid-configuration",
                host: "localhost"
            )

            let failure = try answer.decoded(Answers.EntraError.self)
            #expect(answer.status == 400)
            #expect(failure.error == "invalid_tenant")
            #expect(failure.error_codes == [90002])
        }
    }
}
