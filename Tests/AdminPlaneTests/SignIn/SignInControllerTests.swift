import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct SignInControllerTests {
    @Test(arguments: ["/api/v1/sign-in", "/api/v1/sign-in/callback?state=s&code=c"])
    func withoutAnIssuerThereIsNoSignIn(uri: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, uri, headers: [.authorization: ""])

        #expect(response.status == .notFound)
        #expect(try response.problem.fix?.contains("admin.oidc.issuer") == true)
    }
}
