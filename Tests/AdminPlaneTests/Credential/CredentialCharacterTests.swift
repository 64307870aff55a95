import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane

/// What can be no secret is refused with the same words wherever it is given, and is nobody's trouble but the sender's.
@Suite(.lentDatabase) struct CredentialCharacterTests {
    private static let secrets = [
        "e\u{301}abcdefghijklmnopqrstuvwxyz", "abc def-ghi-jkl-mno-pqr", "abc\u{2013}defghijklmnopqrstuv", "\u{1F511}",
        String(repeating: "a\u{301}", count: 600), "abc\u{A0}defghijklmnopq", String(repeating: "a", count: 1025),
    ]

    @Test(arguments: Self.secrets)
    func aSecretOfOtherCharactersIsRefused(_ secret: String) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let response = try await bundle.send(
            .put,
            "/api/v1/tenants/acme/credentials",
            json: #"{"secret":"\#(secret)"}"#,
            headers: [.ifMatch: "*"]
        )

        #expect(response.status == .unprocessableContent, "\(response.text)")
        #expect(try response.problem.errors?.first?.pointer == "/secret")
        #expect(!response.text.contains(secret))
    }

    @Test func everyPrintingCharacterButTheSpaceIsTaken() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let characters = String(decoding: Array(UInt8(0x21)...0x7E), as: UTF8.self)
        let json = String(decoding: try JSONEncoder().encode(["secret": characters]), as: UTF8.self)

        let response = try await bundle.send(
            .put,
            "/api/v1/tenants/acme/credentials",
            json: json,
            headers: [.ifMatch: "*"]
        )

        #expect(response.status == .ok, "\(response.text)")
    }
}
