import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct ExplainControllerTests {
    private static let uri = "/api/v1/tenants/acme/explain"

    @Test func callIsExplainedAndNotRecorded() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.readSnapshot()

        let response = try await bundle.send(.post, Self.uri, json: #"{"from":"anonymous","to":"+35840675644"}"#)
        let decisions = try await bundle.send(.get, "/api/v1/decisions")

        #expect(response.status == .ok)
        #expect(try response.members["status"] == .integer(204))
        #expect(try response.members["outcome"] == .text("withheld"))
        try APIDescription().expect(response, toBe: "CallExplanation")
        #expect(try decisions.ids.isEmpty)
    }

    @Test func whatIsNoNumberIsAnOutcome() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.readSnapshot()

        let response = try await bundle.send(.post, Self.uri, json: #"{"from":"ööö","to":"+35840675644"}"#)

        #expect(response.status == .ok)
        #expect(try response.members["outcome"] == .text("invalid_number"))
    }

    @Test func tenantThatIsNotServedIsNotFound() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: #"{"from":"anonymous","to":"+35840675644"}"#)

        #expect(response.status == .notFound)
    }
}
