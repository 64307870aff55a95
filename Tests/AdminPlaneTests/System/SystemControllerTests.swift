import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct SystemControllerTests {
    @Test func checksAreFindings() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/system/checks")

        #expect(response.status == .ok)
        try APIDescription().expect(response, toBe: "ChecksAnswer")
        guard case .list(let checks) = try response.members["data"] else {
            Issue.record("no list")
            return
        }
        #expect(!checks.isEmpty)
    }

    @Test func operatorLearnsWhoItIsAndNothingSecret() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/me")

        try APIDescription().expect(response, toBe: "Operator")
        #expect(try Set(response.members.keys) == ["token_id", "name", "role", "permissions"])
        #expect(!response.text.contains(bundle.token))
    }
}
