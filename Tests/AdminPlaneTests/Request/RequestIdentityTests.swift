import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct RequestIdentityTests {
    @Test func clientsOwnIsEchoed() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/me", headers: [.requestID: "0b1d-Trace_77"])

        #expect(response.headers[.requestID] == "0b1d-Trace_77")
        #expect(bundle.log.lines.last?.metadata["request_id"] == "0b1d-Trace_77")
    }

    @Test(arguments: [
        "short", "has space in it", "358401234567", "-358-40-1234567", "hsw_abcdefgh", "åbcdefghij", "a;bcdefgh",
        String(repeating: "a", count: 65),
    ])
    func unfitIsReplaced(text: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/me", headers: [.requestID: text])

        let identity = try #require(response.headers[.requestID])
        #expect(identity != text)
        #expect(identity.utf8.count == 16)
        #expect(!bundle.log.text.contains(text))
    }

    @Test func problemsAndLostPathsHaveOneToo() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/nothing")

        #expect(try response.problem.requestID == response.headers[.requestID])
    }
}
