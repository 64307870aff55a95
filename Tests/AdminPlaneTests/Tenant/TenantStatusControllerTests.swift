import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct TenantStatusControllerTests {
    private static let uri = "/api/v1/tenants/acme"

    @Test func suspendAndResumeAreIdempotentAndAudited() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        var changes: [JSONValue?] = []
        for action in ["suspend", "suspend", "resume", "resume"] {
            let response = try await bundle.send(.post, "\(Self.uri)/\(action)")
            #expect(response.status == .ok, "\(response.text)")
            try APIDescription().expect(response, toBe: "AppliedTenant")
            changes.append(try response.members["change"])
        }
        let shown = try await bundle.send(.get, Self.uri)
        let rows = try await bundle.database.pool.withConnection { connection in
            try await connection.query(
                "SELECT action FROM hookswitch.audit_record WHERE action LIKE 'tenant.%' ORDER BY recorded_at"
            )
        }

        #expect(changes == [.text("changed"), .text("same"), .text("changed"), .text("same")])
        #expect(try shown.members["status"] == .text("active"))
        #expect(shown.headers[.eTag]?.hasPrefix("\"1.") == true)
        let actions = try rows.map { try $0.decode("action", as: String.self) }
        #expect(actions == ["tenant.create", "tenant.suspend", "tenant.resume"])
    }

    @Test func dryRunSaysWhatWouldChangeAndChangesNothing() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let planned = try await bundle.send(.post, "\(Self.uri)/suspend?dry_run=true")
        let shown = try await bundle.send(.get, Self.uri)

        #expect(planned.text.contains(#""changes":[{"after":"suspended","before":"active","path":"status"}]"#))
        #expect(try shown.members["status"] == .text("active"))
    }

    @Test func unknownTenantIsNotFound() async throws {
        let bundle = try await AdminBundle()

        #expect(try await bundle.send(.post, "\(Self.uri)/suspend").status == .notFound)
        #expect(try await bundle.send(.post, "\(Self.uri)/resume").status == .notFound)
    }

    @Test func aSuspendedTenantIsServedAsSuspended() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        _ = try await bundle.send(.post, "\(Self.uri)/suspend")
        try await bundle.readSnapshot()

        let call = #"{"from": "+358501112223", "to": "+35840675644"}"#
        let explained = try await bundle.send(.post, "\(Self.uri)/explain", json: call)

        #expect(try explained.members["outcome"] == .text("suspended"))
    }
}
