import DynamicsSimulator
import Foundation
import Testing

@Suite struct TokenEndpointTests {
    @Test(arguments: [SimulatorBundle.tenant, "acme.onmicrosoft.test", "ACME.onmicrosoft.test"])
    func givesATokenToARightSecret(tenant: String) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let answer = try await bundle.postToken(SimulatorBundle.form(), tenant: tenant)

            let token = try answer.decoded(Answers.Token.self)
            #expect(answer.status == 200)
            #expect(token.token_type == "Bearer")
            #expect(token.expires_in == 3599)
            #expect(token.access_token.utf8.count > 100)
        }
    }

    @Test func writesNumbersAsStringsInV1() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let form = SimulatorBundle.form(scope: nil, resource: SimulatorBundle.resource + "/")

            let answer = try await bundle.postToken(form, path: "oauth2/token")

            let token = try answer.decoded(Answers.TokenOfV1.self)
            #expect(token.expires_in == "3599")
            #expect(token.resource == SimulatorBundle.resource + "/")
        }
    }

    @Test func takesHTTPBasic() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let pair = "\(SimulatorBundle.client):\(SimulatorBundle.escaped(SimulatorBundle.secret))"
            let headers = [
                "Content-Type: application/x-www-form-urlencoded",
                "Authorization: Basic \(Data(pair.utf8).base64EncodedString())",
            ]

            let answer = try await bundle.postToken(
                SimulatorBundle.form(clientID: nil, secret: nil),
                headers: headers
            )

            #expect(answer.status == 200)
        }
    }

    @Test func takesAScopeWithAPort() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let form = SimulatorBundle.form(scope: SimulatorBundle.resource + ":8443/.default")

            let answer = try await bundle.postToken(form)

            #expect(answer.status == 200)
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let code: Int
        let status: Int
        let error: String
        var form = SimulatorBundle.form()
        var tenant = SimulatorBundle.tenant

        var testDescription: String { "AADSTS\(self.code)" }
    }

    static let refusals: [Refusal] = [
        .init(code: 7_000_215, status: 401, error: "invalid_client", form: SimulatorBundle.form(secret: "wrong")),
        .init(
            code: 7_000_222,
            status: 401,
            error: "invalid_client",
            form: SimulatorBundle.form(secret: SimulatorBundle.expiredSecret)
        ),
        .init(
            code: 700_016,
            status: 400,
            error: "unauthorized_client",
            form: SimulatorBundle.form(clientID: "99999999-0000-4000-8000-000000000001")
        ),
        .init(
            code: 7_000_112,
            status: 400,
            error: "unauthorized_client",
            form: SimulatorBundle.form(clientID: SimulatorBundle.disabledClient)
        ),
        .init(code: 90002, status: 400, error: "invalid_request", tenant: "nobody.test"),
        .init(code: 90002, status: 400, error: "invalid_request", tenant: "11111111-0000-4000-8000-00000000000f"),
        .init(code: 900_023, status: 400, error: "invalid_request", tenant: "not-a-domain"),
        .init(
            code: 500_011,
            status: 400,
            error: "invalid_resource",
            form: SimulatorBundle.form(scope: "https://nobody.crm4.dynamics.test/.default")
        ),
        .init(
            code: 500_011,
            status: 400,
            error: "invalid_resource",
            form: SimulatorBundle.form(scope: "https://other.crm4.dynamics.test/.default")
        ),
        .init(
            code: 70011,
            status: 400,
            error: "invalid_scope",
            form: SimulatorBundle.form(scope: SimulatorBundle.resource + "/user_impersonation")
        ),
        .init(
            code: 28002,
            status: 400,
            error: "invalid_scope",
            form: SimulatorBundle.form(scope: "https://a.test/.default https://b.test/.default")
        ),
        .init(code: 7_000_218, status: 401, error: "invalid_client", form: SimulatorBundle.form(secret: nil)),
        .init(
            code: 901_002,
            status: 400,
            error: "invalid_request",
            form: SimulatorBundle.form(resource: SimulatorBundle.resource)
        ),
        .init(code: 900_144, status: 400, error: "invalid_request", form: ""),
        .init(
            code: 70003,
            status: 400,
            error: "unsupported_grant_type",
            form: SimulatorBundle.form(grantType: "password")
        ),
        .init(code: 9_002_313, status: 400, error: "invalid_request", form: "client_id=%zz"),
        .init(code: 9_002_313, status: 400, error: "invalid_request", form: "scope=a&scope=b"),
    ]

    @Test(arguments: Self.refusals)
    func refusesAsEntraDoes(_ refusal: Refusal) async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let answer = try await bundle.postToken(refusal.form, tenant: refusal.tenant)

            let failure = try answer.decoded(Answers.EntraError.self)
            #expect(answer.status == refusal.status)
            #expect(failure.error == refusal.error)
            #expect(failure.error_codes == [refusal.code])
            #expect(failure.error_description.hasPrefix("AADSTS\(refusal.code): "))
            #expect(failure.error_description.contains("\r\nTrace ID: \(failure.trace_id)\r\nCorrelation ID: "))
            #expect(failure.error_description.hasSuffix("\r\nTimestamp: \(failure.timestamp)"))
            #expect(failure.timestamp.wholeMatch(of: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ/) != nil)
            #expect(failure.error_uri.hasSuffix("error?code=\(refusal.code)"))
        }
    }

    @Test func aPolicyForbidsWhoHasProvedToBeTheApplication() async throws {
        var scenario = SimulatorBundle.scenario()
        scenario.entraTenants[0].applications[0].isBlockedByPolicy = true
        try await SimulatorBundle.withSimulator(scenario) { bundle in
            let blocked = try await bundle.postToken(SimulatorBundle.form())
            let wrong = try await bundle.postToken(SimulatorBundle.form(secret: "wrong"))

            #expect(try blocked.decoded(Answers.EntraError.self).error_codes == [53003])
            #expect(try wrong.decoded(Answers.EntraError.self).error_codes == [7_000_215])
        }
    }

    @Test func detectsALoopWhenAsked() async throws {
        var scenario = SimulatorBundle.scenario()
        scenario.loopDetectionCount = 2
        try await SimulatorBundle.withSimulator(scenario) { bundle in
            let first = try await bundle.postToken(SimulatorBundle.form())
            let second = try await bundle.postToken(SimulatorBundle.form())
            let third = try await bundle.postToken(SimulatorBundle.form())
            bundle.simulator.advanceTime(bySeconds: 301)
            let later = try await bundle.postToken(SimulatorBundle.form())

            #expect([first.status, second.status, later.status] == [200, 200, 200])
            #expect(try third.decoded(Answers.EntraError.self).error_codes == [50196])
        }
    }

    @Test func aSecretExpiresBySimulatedTime() async throws {
        var scenario = SimulatorBundle.scenario()
        scenario.entraTenants[0].applications[0].secrets[0].expiresAt = Date().addingTimeInterval(3600)
        try await SimulatorBundle.withSimulator(scenario) { bundle in
            let before = try await bundle.postToken(SimulatorBundle.form())
            bundle.simulator.advanceTime(bySeconds: 3601)
            let after = try await bundle.postToken(SimulatorBundle.form())

            #expect(before.status == 200)
            #expect(try after.decoded(Answers.EntraError.self).error_codes == [7_000_222])
        }
    }

    @Test func answersGETWithItsOwnError() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let answer = try await bundle.wire.get(
                "/\(SimulatorBundle.tenant)/oauth2/v2.0/token",
                host: "login.microsoftonline.test"
            )

            #expect(answer.status == 405)
            #expect(try answer.decoded(Answers.EntraError.self).error_codes == [900_561])
        }
    }

    @Test func isNotAtAnEnvironmentsHost() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let answer = try await bundle.wire.send(
                "POST",
                "/\(SimulatorBundle.tenant)/oauth2/v2.0/token",
                host: SimulatorBundle.host,
                body: SimulatorBundle.form()
            )

            #expect(answer.status == 404)
        }
    }

    @Test func keepsNoSecretInItsRecords() async throws {
        try await SimulatorBundle.withSimulator { bundle in
            let pair = Data("\(SimulatorBundle.client):canary-basic".utf8).base64EncodedString()

            _ = try await bundle.postToken(
                SimulatorBundle.form(secret: "canary-form"),
                headers: ["Content-Type: application/x-www-form-urlencoded", "Authorization: Basic \(pair)"]
            )

            let records = String(describing: bundle.simulator.requests())
            #expect(records.contains("client_credentials"))
            #expect(!records.contains("canary"))
            #expect(!records.contains(pair))
            #expect(!String(describing: bundle.simulator.scenario).contains(SimulatorBundle.expiredSecret))
        }
    }
}
