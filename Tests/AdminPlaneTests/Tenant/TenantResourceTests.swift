import Foundation
import HTTPTypes
import HummingbirdTesting
import Postgres
import Testing

@testable import AdminPlane
@testable import Hookswitch

/// A tenant as a resource: patched, put under its external id, deleted while it is a draft.
@Suite(.lentDatabase) struct TenantResourceTests {
    private static let uri = "/api/v1/tenants/acme"
    private static let external = "/api/v1/tenants/by-external-id/crm:7"

    private static func patch(
        _ bundle: AdminBundle,
        _ json: String,
        ifMatch: String? = "\"1\"",
        type: String = "application/merge-patch+json",
        query: String = ""
    ) async throws -> TestResponse {
        var headers: HTTPFields = [.contentType: type]
        headers[.ifMatch] = ifMatch
        return try await bundle.send(.patch, Self.uri + query, json: json, headers: headers)
    }

    private static func document(slug: String = "acme", name: String = "Acme Oy", id: String = "crm:7") -> String {
        SampleDocument.json(slug: slug, name: name).replacing("\"region\"", with: "\"externalId\":\"\(id)\",\"region\"")
    }

    @Test func aPatchChangesWhatItNamesAndLeavesTheRest() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let changed = try await Self.patch(
            bundle,
            #"{"name":"Acme Ab","dataverse":{"fallback":"contains"},"tags":["vip"],"note":"ask Liisa"}"#
        )
        let document = try await bundle.send(.get, Self.uri + "/document").members
        let shown = try await bundle.send(.get, Self.uri)

        #expect(changed.status == .ok, "\(changed.text)")
        #expect(changed.headers[.eTag]?.hasPrefix("\"2.") == true)
        #expect(shown.headers[.eTag] == changed.headers[.eTag])
        try APIDescription().expect(changed, toBe: "AppliedTenant")
        #expect(document["name"] == .text("Acme Ab"))
        #expect(document["tags"] == .list([.text("vip")]))
        guard case .members(let dataverse)? = document["dataverse"] else { throw CocoaError(.coderInvalidValue) }
        #expect(dataverse["fallback"] == .text("contains"))
        #expect(dataverse["url"] == .text("https://acme.crm4.dynamics.com"))
        #expect(try shown.members["note"] == .text("ask Liisa"))
        try APIDescription().expect(shown, toBe: "Tenant")
        #expect(!changed.text.contains("canary"))
    }

    @Test func nullTakesAMemberAwayAndTheSecretStays() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        _ = try await Self.patch(bundle, #"{"tags":["vip"],"note":"x"}"#)

        let cleared = try await Self.patch(bundle, #"{"tags":null,"note":null}"#, ifMatch: "\"2\"")

        #expect(cleared.status == .ok, "\(cleared.text)")
        let tenant = try await bundle.send(.get, Self.uri)
        #expect(try tenant.members["tags"] == nil)
        #expect(try tenant.members["note"] == nil)
        #expect(tenant.text.contains("fingerprint"))
    }

    @Test func aNoteAloneLeavesTheVersionAndIsAudited() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let planned = try await Self.patch(bundle, #"{"note":"moves in May"}"#, query: "?dry_run=true")
        let before = try await bundle.send(.get, Self.uri).members["note"]
        let noted = try await Self.patch(bundle, #"{"note":"moves in May"}"#)
        let again = try await Self.patch(bundle, #"{"note":"moves in May"}"#)

        #expect(planned.text.contains(#""path":"note""#))
        #expect(before == nil)
        #expect(noted.headers[.eTag]?.hasPrefix("\"1.") == true)
        #expect(again.text.contains(#""change":"same""#))
        let audit = try await bundle.send(.get, "/api/v1/audit?action=tenant.note")
        #expect(try audit.ids.count == 1)
        #expect(audit.text.contains("moves in May"))
    }

    @Test(arguments: [
        (#"{"nmae":"x"}"#, "/nmae", "unknown_member"), (#"{"nmae":null}"#, "/nmae", "unknown_member"),
        (#"{"dataverse":{"lokup":null}}"#, "/dataverse/lokup", "unknown_member"),
        (#"{"slug":"beta"}"#, "/slug", "forbidden"), (#"{"status":"suspended"}"#, "/status", "forbidden"),
        (#"{"name":""}"#, "/name", "wrong_value"), (#"{"region":null}"#, "/region", "missing_member"),
        (#"{"note":""}"#, "/note", "wrong_value"), (#"{"note":7}"#, "/note", "wrong_value"),
        (#"{"entra":{"credential":{"secert":"x"}}}"#, "/entra/credential/secert", "unknown_member"),
    ])
    func whatCannotBePatchedIsNamed(json: String, pointer: String, code: String) async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let response = try await Self.patch(bundle, json)

        #expect(response.status == .unprocessableContent, "\(response.text)")
        #expect(try response.problem.errors?.first?.pointer == pointer)
        #expect(try response.problem.errors?.first?.code == code)
        try APIDescription().expect(response, toBe: "Problem")
        #expect(try await bundle.send(.get, Self.uri).members["version"] == .integer(1))
    }

    @Test func aNoteIsNotOverwrittenByWhoDidNotSeeIt() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let seen = try #require(try await bundle.send(.get, Self.uri).headers[.eTag])

        let first = try await Self.patch(bundle, #"{"note":"do not touch, it moves"}"#, ifMatch: seen)
        let second = try await Self.patch(bundle, #"{"note":"x"}"#, ifMatch: seen)
        let deletion = try await bundle.send(.delete, Self.uri, headers: [.ifMatch: seen])
        let third = try await Self.patch(bundle, #"{"note":"y"}"#, ifMatch: second.headers[.eTag])
        // Who saw the document vouches for the document alone: so does a program that writes a note without reading it.
        let document = try #require(try await bundle.send(.get, Self.uri + "/document").headers[.eTag])
        let written = try await Self.patch(bundle, #"{"note":"z"}"#, ifMatch: document)

        #expect(first.status == .ok, "\(first.text)")
        #expect(second.status == .preconditionFailed && deletion.status == .preconditionFailed)
        #expect(try second.problem.code == .versionConflict)
        #expect(second.headers[.eTag] == first.headers[.eTag])
        try APIDescription().expect(second, toBe: "Problem")
        #expect(third.status == .ok, "\(third.text)")
        #expect(written.status == .ok, "\(written.text)")
        #expect(try await bundle.send(.get, Self.uri).members["note"] == .text("z"))
    }

    @Test func whatIsShownOfATenantHasItsOwnTag() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let before = try await bundle.send(.get, Self.uri)
        _ = try await bundle.send(.post, Self.uri + "/suspend")
        let after = try await bundle.send(.get, Self.uri)
        let expanded = try await bundle.send(.get, Self.uri + "?expand=activity")

        #expect(before.headers[.eTag] != after.headers[.eTag])
        #expect(expanded.headers[.eTag] == nil)
    }

    @Test func eachMemberThatCannotBePatchedIsNamed() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let response = try await Self.patch(bundle, #"{"dataverse":{"a":1,"b":2},"slug":"beta"}"#)

        #expect(try response.problem.errors?.map(\.pointer) == ["/dataverse/a", "/dataverse/b", "/slug"])
    }

    @Test func aPatchIsOfItsOwnTypeAndOfAVersion() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let plain = try await Self.patch(bundle, "{}", type: "application/json")
        let blind = try await Self.patch(bundle, "{}", ifMatch: nil)
        let stale = try await Self.patch(bundle, #"{"note":"x"}"#, ifMatch: "\"2\"")

        #expect(plain.status == .unsupportedMediaType)
        #expect(blind.status == .preconditionRequired)
        #expect(stale.status == .preconditionFailed)
        #expect(try stale.problem.currentVersion == 1)
        #expect(try await bundle.send(.get, Self.uri).members["note"] == nil)
    }

    @Test func anExternalIDMakesThenReplaces() async throws {
        let bundle = try await AdminBundle()
        let absent: HTTPFields = [.ifNoneMatch: "*"]

        let blind = try await bundle.send(.put, Self.external, json: Self.document())
        let none = try await bundle.send(.put, Self.external, json: Self.document(), headers: [.ifMatch: "*"])
        let planned = try await bundle.send(
            .put,
            Self.external + "?dry_run=true",
            json: Self.document(),
            headers: absent
        )
        let made = try await bundle.send(.put, Self.external, json: Self.document(), headers: absent)
        let again = try await bundle.send(.put, Self.external, json: Self.document(), headers: absent)
        let new = Self.document(name: "Acme Ab")
        let stale = try await bundle.send(.put, Self.external, json: new, headers: [.ifMatch: "\"7\""])
        let replaced = try await bundle.send(.put, Self.external, json: new, headers: [.ifMatch: "\"1\""])

        #expect(blind.status == .preconditionRequired)
        #expect(try none.problem.code == .preconditionFailed)
        #expect(planned.status == .ok && !planned.text.contains("/hooks/"))
        #expect(made.status == .created, "\(made.text)")
        #expect(made.headers[.location] == Self.uri)
        #expect(made.headers[.eTag] == "\"1\"")
        try APIDescription().expect(made, toBe: "AppliedTenant")
        #expect(try again.problem.code == .preconditionFailed)
        #expect(try stale.problem.code == .versionConflict)
        #expect(replaced.status == .ok && replaced.headers[.eTag] == "\"2\"", "\(replaced.text)")
        #expect(try await bundle.send(.get, Self.uri).members["external_id"] == .text("crm:7"))
    }

    @Test func whatDisagreesWithTheExternalIDIsRefused() async throws {
        let bundle = try await AdminBundle()
        let absent: HTTPFields = [.ifNoneMatch: "*"]
        try await bundle.apply("beta")
        _ = try await bundle.send(.put, Self.external, json: Self.document(), headers: absent)

        let other = try await bundle.send(.put, Self.external, json: Self.document(id: "crm:8"), headers: absent)
        let missing = try await bundle.send(.put, Self.external, json: SampleDocument.json(slug: "x1"), headers: absent)
        let renamed = try await bundle.send(
            .put,
            Self.external,
            json: Self.document(slug: "gamma"),
            headers: [.ifMatch: "*"]
        )
        let uri = "/api/v1/tenants/by-external-id/crm:9"
        let taken = try await bundle.send(.put, uri, json: Self.document(slug: "beta", id: "crm:9"), headers: absent)
        let both = try await bundle.send(
            .put,
            uri,
            json: Self.document(slug: "x1", id: "crm:9"),
            headers: [.ifNoneMatch: "*", .ifMatch: "*"]
        )
        let clash = SampleDocument.apply(SampleDocument.json(slug: "delta"), Self.document(slug: "gamma"))
        let applied = try await bundle.send(.post, "/api/v1/tenants/apply", json: clash)

        #expect(try other.problem.errors?.first?.pointer == "/externalId")
        #expect(try missing.problem.errors?.first?.pointer == "/externalId")
        #expect(try renamed.problem.errors?.first?.pointer == "/slug")
        #expect(try taken.problem.code == .slugTaken)
        #expect(try both.problem.code == .invalidHeader)
        #expect(try applied.problem.errors?.map { $0.code } == ["duplicate_external_id"])
        #expect(try applied.problem.errors?.first?.document == 1)
        #expect(try await bundle.send(.get, "/api/v1/tenants/delta").status == .notFound)
    }

    @Test func aDraftIsDeletedAndItsNamesAreFree() async throws {
        let bundle = try await AdminBundle()
        let absent: HTTPFields = [.ifNoneMatch: "*"]
        _ = try await bundle.send(.put, Self.external, json: Self.document(), headers: absent)
        _ = try await bundle.send(.post, Self.uri + "/webhook-keys")

        let blind = try await bundle.send(.delete, Self.uri)
        let stale = try await bundle.send(.delete, Self.uri, headers: [.ifMatch: "\"2\""])
        let planned = try await bundle.send(.delete, Self.uri + "?dry_run=true", headers: [.ifMatch: "\"1\""])
        let still = try await bundle.send(.get, Self.uri)
        let deleted = try await bundle.send(.delete, Self.uri, headers: [.ifMatch: "\"1\""])
        let gone = try await bundle.send(.get, Self.uri)
        let offboardings = try await bundle.send(.get, "/api/v1/offboardings")
        let again = try await bundle.send(.put, Self.external, json: Self.document(), headers: absent)

        #expect(blind.status == .preconditionRequired)
        #expect(stale.status == .preconditionFailed)
        #expect(planned.status == .ok, "\(planned.text)")
        try APIDescription().expect(planned, toBe: "ChangePlan")
        #expect(still.status == .ok)
        #expect(deleted.status == .noContent, "\(deleted.text)")
        #expect(gone.status == .notFound)
        #expect(offboardings.text.contains(#""state":"destroyed""#))
        let id = try #require(try offboardings.ids.first)
        let certificate = try await bundle.send(.get, "/api/v1/offboardings/\(id)/certificate")
        #expect(certificate.status == .ok, "\(certificate.text)")
        #expect(again.status == .created, "\(again.text)")
    }

    @Test func whoWasCalledIsNoDraft() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        try await bundle.database.pool.withTransaction { transaction in
            try await transaction.run(
                script: """
                    SELECT hookswitch.ensure_decision_partition(now());
                    INSERT INTO hookswitch.decision (
                        tenant_id, decided_at, writer_id, sequence, decision_id, outcome, tenant_version, caller_fact, duration_us
                    )
                    SELECT tenant_id, now(), tenant_id, 1, tenant_id, 'no_match', 1, 'unknown', 1 FROM hookswitch.tenant
                    """
            )
        }

        // A server that ships meanwhile is neither waited for nor held up.
        let response = try await bundle.database.inFleet { transaction in
            _ = try await transaction.query(ShippingLock.shared)
            return try await bundle.send(.delete, Self.uri, headers: [.ifMatch: "*"])
        }

        #expect(response.status == .conflict)
        #expect(try response.problem.code == .tenantNotDraft)
        #expect(try await bundle.send(.get, Self.uri).status == .ok)
    }
}
