import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane
@testable import Hookswitch

@Suite(.lentDatabase) struct OffboardingControllerTests {
    private static let uri = "/api/v1/tenants/acme/offboard"

    @Test func askingTwiceIsOnceAndAnotherTimeIsAnotherTime() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let first = try await bundle.send(.post, Self.uri)
        let second = try await bundle.send(.post, Self.uri, json: "{}")
        let sooner = try await bundle.send(.post, Self.uri, json: #"{"grace_days":3}"#)

        try APIDescription().expect(first, toBe: "OffboardedTenant")
        #expect(try first.members["change"] == .text("created"))
        #expect(try second.members["change"] == .text("same"))
        #expect(try sooner.members["change"] == .text("changed"))
        #expect(try first.members["offboarding"] == second.members["offboarding"])
        let list = try await bundle.send(.get, "/api/v1/offboardings")
        try APIDescription().expect(list, toBe: "OffboardingList")
        #expect(try list.ids.count == 1)
        let records = try await bundle.send(.get, "/api/v1/audit?action=tenant.offboard")
        #expect(try records.ids.count == 2)
    }

    @Test func nowNeedsTheSlugAndAReason() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let now = #"{"grace_days":0,"confirm":"acme"}"#
        let reason: HTTPFields = [.auditReason: "ticket 7"]

        let unconfirmed = try await bundle.send(.post, Self.uri, json: #"{"grace_days":0}"#, headers: reason)
        let other = try await bundle.send(
            .post,
            Self.uri,
            json: #"{"grace_days":0,"confirm":"beta"}"#,
            headers: reason
        )
        let unreasoned = try await bundle.send(.post, Self.uri, json: now)

        #expect(try unconfirmed.problem.errors?.map(\.pointer) == ["/confirm"])
        #expect(try other.problem.errors?.map(\.pointer) == ["/confirm"])
        #expect(try unreasoned.problem.code == .reasonRequired)
        #expect(try await bundle.send(.get, "/api/v1/tenants/acme").members["status"] == .text("active"))
        #expect(try await bundle.send(.get, "/api/v1/offboardings").ids.isEmpty)
    }

    @Test(arguments: [-1, 3651])
    func daysBeyondTheBoundsAreRefused(_ days: Int) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let response = try await bundle.send(.post, Self.uri, json: #"{"grace_days":\#(days)}"#)

        #expect(response.status == .unprocessableContent)
        #expect(try response.problem.errors?.map(\.pointer) == ["/grace_days"])
    }

    @Test func aDryRunSaysWhatWouldChangeAndChangesNothing() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let planned = try await bundle.send(.post, Self.uri + "?dry_run=true")

        #expect(planned.status == .ok)
        try APIDescription().expect(planned, toBe: "OffboardedTenant")
        #expect(try planned.members["offboarding"] == nil)
        #expect(planned.text.contains(#""path":"status""#))
        #expect(try await bundle.send(.get, "/api/v1/tenants/acme").members["status"] == .text("active"))
        #expect(try await bundle.send(.get, "/api/v1/offboardings").ids.isEmpty)
    }

    @Test func whatIsNotThereIsNotFound() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let id = try await bundle.offboard("acme")

        #expect(try await bundle.send(.post, "/api/v1/tenants/nobody/offboard").status == .notFound)
        #expect(try await bundle.send(.get, "/api/v1/offboardings/off_x").status == .notFound)
        #expect(try await bundle.send(.get, "/api/v1/offboardings/\(id)/certificate").status == .notFound)
        #expect(try await bundle.send(.get, "/api/v1/offboardings?after=x").status == .badRequest)
    }

    @Test func decisionsAreExportedMaskedAndInOrder() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme", "beta")
        let ids = try await bundle.ship(count: 1005, of: "acme")
        _ = try await bundle.ship(count: 1, of: "beta")
        let scope = try await bundle.scope(of: "acme")
        try await bundle.ship([try await bundle.spooled("+358501112223", of: scope)])

        let export = try await bundle.send(.get, "/api/v1/tenants/acme/decisions/export")

        let lines = export.text.split(separator: "\n")
        #expect(export.headers[.contentType] == "application/x-ndjson")
        #expect(lines.count == 1006)
        #expect(lines.first?.contains("\(try #require(ids.first))") == true)
        #expect(lines.last?.contains(#""caller":"+358•••23""#) == true, "\(lines.last ?? "")")
        #expect(!export.text.contains("501112223"))
    }
}
