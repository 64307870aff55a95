import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Postgres
import Routing
import Testing

@testable import AdminPlane
@testable import Hookswitch

@Suite(.lentDatabase) struct PoolSearchTests {
    private static let uri = "/api/v1/pools/search"

    @Test(arguments: ["+35840675644", "+358 40 675644", "00358-40675644"])
    func aNumberIsFoundHoweverItIsWritten(number: String) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let third = SampleDocument.json(slug: "gamma").replacing("+35840675644", with: "+35840675645")
        _ = try await bundle.send(.post, "/api/v1/tenants/apply", json: SampleDocument.apply(third))
        _ = try await bundle.send(.post, "/api/v1/tenants/beta/suspend")

        let found = try await bundle.send(.post, Self.uri, json: #"{"number":"\#(number)"}"#)

        #expect(found.status == .ok, "\(found.text)")
        #expect(try found.each("tenant") == ["acme", "beta"])
        #expect(try found.each("status") == ["active", "suspended"])
        #expect(found.text.contains(#""name":"Sales""#) && found.text.contains(#""target":"+35853445657""#))
        try APIDescription().expect(found, toBe: "FoundPoolList")
        #expect(!bundle.log.lines.contains { "\($0)".contains("40675644") })
    }

    @Test func pagesFollowEachOther() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta", "gamma")

        let first = try await bundle.send(.post, Self.uri, json: #"{"number":"+35840675644","limit":2}"#)
        let rest = try await bundle.send(.post, Self.uri, json: #"{"number":"+35840675644","after":"beta"}"#)

        #expect(try first.each("tenant") == ["acme", "beta"])
        #expect(try first.members["next_cursor"] == .text("beta"))
        #expect(try rest.each("tenant") == ["gamma"])
        #expect(try rest.members["has_more"] == .boolean(false))
    }

    @Test func othersTenantsAreNotFound() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let order = APITokenOrder(name: "ci", role: .readOnly, tenants: ["acme"])
        let token = try await bundle.services.tokens.create(order, by: nil).value.reveal()

        let found = try await bundle.send(
            .post,
            Self.uri,
            json: #"{"number":"+35840675644"}"#,
            headers: [.authorization: "Bearer \(token)"]
        )

        #expect(try found.each("tenant") == ["acme"])
        #expect(!found.text.contains("beta"))
    }

    @Test(arguments: [
        ("{}", "/number"), (#"{"number":"0401234567"}"#, "/number"), (#"{"number":"sales"}"#, "/number"),
        (#"{"number":358}"#, "/number"), (#"{"number":"+35840675644","limit":201}"#, "/limit"),
        (#"{"number":"+35840675644","after":"A"}"#, "/after"), (#"{"number":"+35840675644","to":"x"}"#, "/to"),
    ])
    func whatCannotBeSoughtIsNamed(json: String, pointer: String) async throws {
        let bundle = try await AdminBundle()

        let refused = try await bundle.send(.post, Self.uri, json: json)

        #expect(refused.status == .unprocessableContent, "\(refused.text)")
        #expect(try refused.problem.errors?.map(\.pointer) == [pointer])
        #expect(!refused.text.contains("0401234567"))
        try APIDescription().expect(refused, toBe: "Problem")
    }

    @Test func aDocumentThatNobodyCanReadHidesNoOther() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        try await bundle.database.pool.withTransaction { transaction in
            _ = try await transaction.execute(
                "UPDATE hookswitch.tenant SET document = document || '{\"future\": 1}' WHERE slug = 'acme'"
            )
        }

        let found = try await bundle.send(.post, Self.uri, json: #"{"number":"+35840675644"}"#)

        #expect(try found.each("tenant") == ["acme", "beta"], "\(found.text)")
        try APIDescription().expect(found, toBe: "FoundPoolList")
    }
}
