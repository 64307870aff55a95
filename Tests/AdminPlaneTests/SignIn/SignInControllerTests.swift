import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Telemetry
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct SignInControllerTests {
    private static let uri = "/api/v1/sign-in/token"

    @Test(arguments: ["/api/v1/sign-in", "/api/v1/sign-in/callback?state=s&code=c"])
    func withoutAnIssuerThereIsNoSignIn(uri: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, uri, headers: [.authorization: ""])

        #expect(response.status == .notFound)
        #expect(try response.problem.fix?.contains("admin.oidc.issuer") == true)
    }

    @Test(arguments: ["{", #"{"code":1}"#, #"{"code":"a","code_verifier":"b"}"#])
    func whatIsNoCodeIsCountedAsAGuessWhateverItIs(json: String) async throws {
        var limits = AdminLimits()
        limits.wrongTokens = RatePolicy(name: "wrong-token", burst: 2, interval: .seconds(60))
        let bundle = try await AdminBundle(limits: limits, canSignIn: true)

        var statuses: [Int] = []
        for _ in 0..<3 {
            statuses.append(
                try await bundle.send(.post, Self.uri, json: json, headers: [.authorization: ""]).status.code
            )
        }

        #expect(statuses.last == 429 && !statuses.dropLast().contains(429), "\(statuses)")
    }

    @Test func whatNobodyKnowsIsReadInSmallAmounts() async throws {
        let bundle = try await AdminBundle(canSignIn: true)
        let json = #"{"code":"\#(String(repeating: "a", count: 8192))","code_verifier":"b"}"#

        let response = try await bundle.send(.post, Self.uri, json: json, headers: [.authorization: ""])

        #expect(response.status == .contentTooLarge)
    }

    @Test func aRefusalIsCountedAndLoggedWithoutItsCode() async throws {
        let bundle = try await AdminBundle(canSignIn: true)
        let json = #"{"code":"c-canary","code_verifier":"v-canary"}"#

        let response = try await bundle.send(.post, Self.uri, json: json, headers: [.authorization: ""])
        let page = bundle.registry.render()

        #expect(response.status == .forbidden)
        #expect(page.contains(#"hookswitch_sign_ins_refused_total{reason="grant"} 1"#), "\(page)")
        let lines = bundle.log.lines.filter { $0.message == "sign-in refused" }
        #expect(lines.map { $0.metadata["reason"] } == ["grant"], "\(bundle.log.text)")
        #expect(!bundle.log.text.contains("canary"))
    }
}
