import Foundation
import HTTPTypes
import HummingbirdTesting
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// A token that ends, and is nobody's sign-in, gives nothing that stays.
@Suite(.lentDatabase) struct PassingTokenTests {
    private static let uri = "/api/v1/operators"

    private func passing(_ bundle: AdminBundle) async throws -> HTTPFields {
        let end = Date(timeIntervalSinceNow: 3600)
        let token = try await bundle.services.tokens.create(name: "hour", role: .admin, expiresAt: end)
        return [.authorization: "Bearer \(token.value.reveal())", .ifMatch: "*"]
    }

    @Test func itMakesNoOperators() async throws {
        let bundle = try await AdminBundle()
        let headers = try await self.passing(bundle)
        let named = #"{"name":"m","role":"read_only","issuer":"https://login.example.com","subject":"m"}"#

        for body in [#"{"name":"m","role":"admin"}"#, #"{"name":"m","role":"read_only"}"#, named] {
            let response = try await bundle.send(.post, Self.uri, json: body, headers: headers)
            #expect(response.status == .unprocessableContent, "\(response.text)")
            #expect(try response.problem.errors?.map { $0.pointer } == ["/role"])
        }
        #expect(try await bundle.send(.get, Self.uri).ids.isEmpty)
    }

    @Test(arguments: [
        (#"{"role":"admin"}"#, false), (#"{"tenants":null,"tags":null}"#, false),
        (#"{"tenants":["acme","beta"]}"#, false),
        (#"{"role":"read_only"}"#, true), (#"{"name":"another"}"#, true),
    ])
    func itRaisesNoneAndMayLower(_ body: String, _ isTaken: Bool) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let headers = try await self.passing(bundle)
        let anna = try await bundle.makeOperator("anna", role: .support, tenants: ["acme"])

        let response = try await bundle.send(.patch, "\(Self.uri)/\(anna)", json: body, headers: headers)

        #expect((response.status == .ok) == isTaken, "\(response.text)")
        if !isTaken { #expect(try response.problem.errors?.map { $0.pointer } == ["/role"], "\(response.text)") }
    }
}
