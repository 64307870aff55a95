import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import AdminPlane
@testable import Hookswitch

@Suite(.lentDatabase) struct OperatorControllerTests {
    private static let uri = "/api/v1/operators"
    private static let any: HTTPFields = [.ifMatch: "*"]

    @Test func operatorIsInvitedListedChangedAndEnded() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")

        let created = try await bundle.send(
            .post,
            Self.uri,
            json: #"{"name":"anna","role":"support","tenants":["acme"]}"#
        )
        guard case .text(let id)? = try created.members["id"],
            case .text(let invitation)? = try created.members["invitation"]
        else {
            Issue.record("no invitation: \(created.text)")
            return
        }
        let list = try await bundle.send(.get, Self.uri)
        let changed = try await bundle.send(
            .patch,
            "\(Self.uri)/\(id)",
            json: #"{"role":"operator","tenants":null,"tags":null}"#,
            headers: Self.any
        )
        let shown = try await bundle.send(.get, "\(Self.uri)/\(id)")
        let ended = try await bundle.send(.delete, "\(Self.uri)/\(id)", headers: Self.any)
        let after = try await bundle.send(.get, Self.uri)

        #expect(created.status == .created)
        try APIDescription().expect(created, toBe: "CreatedOperator")
        try APIDescription().expect(list, toBe: "OperatorList")
        try APIDescription().expect(changed, toBe: "OperatorDetails")
        #expect(invitation.hasPrefix("hsi_") && !list.text.contains(invitation))
        #expect(try list.ids == [id])
        #expect(try changed.members["role"] == .text("operator"))
        #expect(try changed.members["tenants"] == nil)
        #expect(shown.text == changed.text)
        #expect(ended.status == .ok)
        try APIDescription().expect(ended, toBe: "EndedOperator")
        #expect(try after.ids.isEmpty)
    }

    @Test(arguments: [
        (#"{"name":"","role":"admin"}"#, ["/name"]),
        (#"{"name":"n","role":"root"}"#, ["/role"]),
        (#"{"name":"n","role":"admin","issuer":"https://login.example.com"}"#, ["/subject"]),
        (#"{"name":"n","role":"admin","issuer":"http://login.example.com","subject":"x"}"#, ["/issuer"]),
        (
            #"{"name":"n","role":"admin","issuer":"https://login.example.com","subject":"anna@example.com"}"#,
            ["/subject"]
        ),
        (#"{"name":"n","role":"admin","tags":["Nordics"]}"#, ["/tags"]),
        (#"{"name":"n","role":"admin","tenants":["none"]}"#, ["/tenants/0"]),
        (#"{"name":"n","role":"admin","email":"anna@example.com"}"#, ["/email"]),
    ])
    func wrongRequestsAreRefusedByMember(body: String, pointers: [String]) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.post, Self.uri, json: body)

        #expect(response.status == .unprocessableContent, "\(response.text)")
        #expect(try response.problem.errors?.map { $0.pointer } == pointers)
        #expect(try await bundle.send(.get, Self.uri).ids.isEmpty)
    }

    @Test func anIdentityHasOneOperator() async throws {
        let bundle = try await AdminBundle()
        let body = #"{"name":"n","role":"support","issuer":"https://login.example.com","subject":"anna"}"#

        let first = try await bundle.send(.post, Self.uri, json: body)
        let second = try await bundle.send(.post, Self.uri, json: body)

        #expect(first.status == .created)
        #expect(try first.members["invitation"] == nil)
        #expect(second.status == .conflict)
        #expect(try second.problem.code == .operatorExists)
    }

    @Test func theLastAdminStays() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let anna = try await bundle.makeOperator("anna", role: .admin)
        _ = try await bundle.makeOperator("restricted", role: .admin, tenants: ["acme"])
        // An invitation that nobody has used is nobody, and so is a name that may be mistyped.
        _ = try await bundle.send(.post, Self.uri, json: #"{"name":"invited","role":"admin"}"#)
        _ = try await bundle.makeOperator("named", role: .admin, hasSignedIn: false)

        let send = { (method: HTTPRequest.Method, json: String?) in
            try await bundle.send(method, "\(Self.uri)/\(anna)", json: json, headers: Self.any)
        }
        let ended = try await send(.delete, nil)
        let demoted = try await send(.patch, #"{"role":"auditor"}"#)
        let restricted = try await send(.patch, #"{"tenants":["acme"]}"#)
        let renamed = try await send(.patch, #"{"name":"Anna"}"#)
        let bea = try await bundle.makeOperator("bea", role: .admin)
        let gone = try await send(.delete, nil)

        for response in [ended, demoted, restricted] {
            #expect(response.status == .conflict)
            #expect(try response.problem.code == .lastAdminOperator)
        }
        #expect(renamed.status == .ok)
        #expect(gone.status == .ok)
        #expect(try await bundle.send(.get, "\(Self.uri)/\(bea)").status == .ok)
    }

    @Test(arguments: [HTTPRequest.Method.delete, .patch])
    func ofTwoAdminsWhoRemoveEachOtherAtOnceOneIsLeft(method: HTTPRequest.Method) async throws {
        let bundle = try await AdminBundle()
        let anna = try await bundle.makeOperator("anna", role: .admin)
        let bea = try await bundle.makeOperator("bea", role: .admin)
        let json = method == .patch ? #"{"role":"support"}"# : nil

        async let one = bundle.send(method, "\(Self.uri)/\(anna)", json: json, headers: Self.any)
        async let other = bundle.send(method, "\(Self.uri)/\(bea)", json: json, headers: Self.any)
        let statuses = try await [one.status, other.status]

        #expect(statuses.filter { $0 == .conflict }.count == 1, "\(statuses)")
    }

    @Test func aChangeOfRoleCountsForTheSessionsThereAre() async throws {
        let bundle = try await AdminBundle()
        let anna = try await bundle.makeOperator("anna", role: .auditor)
        let secret = try await bundle.openSessionSecret(of: anna)
        let browser = AdminBundle.browser(secret)
        let before = try await bundle.send(.get, Self.uri, headers: browser)

        _ = try await bundle.send(.patch, "\(Self.uri)/\(anna)", json: #"{"role":"admin"}"#, headers: Self.any)
        let after = try await bundle.send(.get, Self.uri, headers: browser)

        #expect(before.status == .forbidden)
        #expect(after.status == .ok)
    }
}
