import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane

/// A document that this version cannot read, as another version may have left it, hides no other tenant.
@Suite(.lentDatabase) struct UnreadableTenantTests {
    private func bundle() async throws -> AdminBundle {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        try await bundle.database.pool.withConnection { connection in
            try await connection.execute(
                """
                UPDATE hookswitch.tenant SET document = jsonb_set(document, '{future}', '"x"') WHERE slug = 'acme'
                """
            )
        }
        return bundle
    }

    @Test func itIsListedWithWhatTheRowHas() async throws {
        let bundle = try await self.bundle()

        let list = try await bundle.send(.get, "/api/v1/tenants")
        let shown = try await bundle.send(.get, "/api/v1/tenants/acme")
        let other = try await bundle.send(.get, "/api/v1/tenants/beta")

        #expect(list.status == .ok)
        #expect(list.text.contains(#""slug":"acme""#))
        #expect(list.text.contains(#""slug":"beta""#))
        #expect(try shown.members["readable"] == .boolean(false))
        #expect(try shown.members["name"] == .text("Acme Oy"))
        #expect(try shown.members["region"] == nil)
        #expect(try other.members["readable"] == .boolean(true))
        let description = try APIDescription()
        try description.expect(list, toBe: "TenantList")
        try description.expect(shown, toBe: "Tenant")
    }

    @Test func itCanBeSuspendedAndMended() async throws {
        let bundle = try await self.bundle()

        let suspended = try await bundle.send(.post, "/api/v1/tenants/acme/suspend")
        let document = try await bundle.send(.get, "/api/v1/tenants/acme/document")
        let mended = try await bundle.send(
            .put,
            "/api/v1/tenants/acme/document",
            json: SampleDocument.json(slug: "acme"),
            headers: [.ifMatch: document.headers[.eTag] ?? ""]
        )

        #expect(suspended.status == .ok, "\(suspended.text)")
        #expect(try document.members["future"] == .text("x"))
        #expect(mended.status == .ok, "\(mended.text)")
        #expect(mended.text.contains(#""path":"future""#))
        #expect(mended.text.contains(#""readable":true"#))
    }
}
