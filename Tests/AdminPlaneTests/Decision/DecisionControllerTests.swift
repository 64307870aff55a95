import HTTPTypes
import Testing

@testable import AdminPlane

@Suite struct DecisionControllerTests {
    @Test func emptyListIsAList() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/decisions?outcome=no_match&limit=500")

        #expect(response.status == .ok)
        #expect(try response.members == ["object": .text("list"), "data": .list([]), "has_more": .boolean(false)])
    }

    @Test(arguments: [
        ("limit=0", "limit"), ("limit=501", "limit"), ("outcome=lost", "outcome"), ("outcome=", "outcome"),
        ("tenant=ACME", "tenant"), ("tenant=%2B358401234567", "tenant"),
    ])
    func wrongParametersAreNamedAndNotRepeated(query: String, name: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/decisions?\(query)")

        #expect(response.status == .badRequest)
        #expect(try response.problem.code == .invalidParameter)
        #expect(try response.problem.errors?.first?.parameter == name)
        #expect(!response.text.contains("358401234567"))
    }

    @Test(arguments: ["x", "dec_", "dec_aaaaaaaaaaaaaaaaaaaaaaaaaa", "dec_AAAAAAAAAAAAAAAAAAAAAAAAAA", "%ff"])
    func unknownDecisionIsNotFound(id: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/decisions/\(id)")

        #expect(response.status == .notFound)
        #expect(try response.problem.code == .notFound)
    }
}
