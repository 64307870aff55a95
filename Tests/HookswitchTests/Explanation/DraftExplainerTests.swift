import Testing

@testable import Hookswitch

@Suite struct DraftExplainerTests {
    private static func document(
        url: String = "https://acme.crm4.dynamics.com",
        directory: String = "acme.onmicrosoft.com",
        application: String = "91bd3f0e-0000-4000-8000-000000000002",
        tables: String = "[contact]"
    ) throws -> TenantDocument {
        let text = """
            apiVersion: hookswitch/v1
            kind: Tenant
            slug: acme
            name: Acme Oy
            region: FI
            dataverse: { url: "\(url)", tables: \(tables) }
            entra: { tenant: \(directory), clientId: \(application), credential: { secret: { env: NOBODY_HAS_IT } } }
            """
        return try #require(try TenantDocumentReader(secrets: .unread, egress: nil).read(text).first)
    }

    private static func refused(_ draft: TenantDocument) throws -> [String] {
        let applied = try Self.document()
        do throws(DocumentRefusal) {
            try DraftExplainer.check(draft, against: applied)
            return []
        } catch {
            #expect(error.issues.allSatisfy { $0.code == "draft_elsewhere" })
            return error.issues.map(\.path)
        }
    }

    @Test func rulesAndTablesMayDiffer() throws {
        #expect(try Self.refused(Self.document(tables: "[account, lead]")).isEmpty)
    }

    @Test func theSecretGoesNowhereElse() throws {
        #expect(try Self.refused(Self.document(url: "https://evil.crm4.dynamics.com")) == ["dataverse.url"])
        #expect(try Self.refused(Self.document(directory: "evil.onmicrosoft.com")) == ["entra.tenant"])
        let other = "91bd3f0e-0000-4000-8000-000000000003"
        #expect(try Self.refused(Self.document(application: other)) == ["entra.clientId"])
    }

    @Test func aDocumentIsReadWhereItsSecretIsNot() throws {
        #expect(try Self.document().credential?.secret == nil)
    }
}
