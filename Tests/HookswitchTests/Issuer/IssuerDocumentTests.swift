import Foundation
import Testing

@testable import Hookswitch

@Suite struct IssuerDocumentTests {
    private static func document(
        issuer: String,
        token: String = "https://login.example.com/t",
        asked: String = "https://login.example.com/",
        many: Bool = false
    ) -> Result<IssuerDocument, IssuerFault> {
        let json = """
            {"issuer":"\(issuer)","authorization_endpoint":"https://login.example.com/a","token_endpoint":"\(token)",
             "jwks_uri":"https://login.example.com/k"}
            """
        do {
            let url = try IssuerURL(parsing: asked)
            return Result { () throws(IssuerFault) in
                try IssuerDocument(parsing: Data(json.utf8), expecting: url, mayServeManyTenants: many)
            }
        } catch {
            return .failure(.unreadable)
        }
    }

    @Test func theIssuerIsTheOneThatWasAskedToTheLetter() throws {
        _ = try Self.document(issuer: "https://login.example.com/").get()

        #expect(throws: IssuerFault.foreignDocument) { try Self.document(issuer: "https://login.example.com").get() }
        #expect(throws: IssuerFault.foreignDocument) { try Self.document(issuer: "https://evil.example.com/").get() }
    }

    @Test func entrasTemplateIsTakenFromItsOwnHostAlone() throws {
        let template = "https://login.example.com/{tenantid}/v2.0"
        let asked = "https://login.example.com/organizations/v2.0"
        _ = try Self.document(issuer: template, asked: asked, many: true).get()

        #expect(throws: IssuerFault.foreignDocument) { try Self.document(issuer: template, asked: asked).get() }
        #expect(throws: IssuerFault.foreignDocument) {
            try Self.document(issuer: "https://evil.example.com/{tenantid}/v2.0", asked: asked, many: true).get()
        }
    }

    @Test(arguments: ["http://login.example.com/t", "https:///t", "https://u@login.example.com/t", "t"])
    func everyAddressIsHTTPS(token: String) {
        let document = Self.document(issuer: "https://login.example.com/", token: token)

        #expect(throws: IssuerFault.unreadable) { try document.get() }
    }
}
