import Foundation
import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Testing

@testable import AdminPlane

/// Every role at every operation, for one's own tenant and for another's.
@Suite(.lentDatabase) struct AccessMatrixTests {
    @Test func everyOperationHasARowAndEveryRowAnOperation() async throws {
        let routes = try await AdminBundle().plane.table().routes.filter { $0.needsAuthentication }

        let names = Set(routes.map { $0.operationID })
        #expect(names.subtracting(AccessMatrix.rows.keys).isEmpty, "operations without a row in AccessMatrix.rows")
        #expect(Set(AccessMatrix.rows.keys).subtracting(names).isEmpty, "rows without an operation")
    }

    @Test func rolesMayDoWhatTheTableSaysAndNoMore() async throws {
        let bundle = try await AccessBundle()

        for route in bundle.admin.plane.table().routes {
            guard let row = AccessMatrix.rows[route.operationID] else { continue }
            for holder in AccessBundle.Holder.all {
                // Whether the body is any good is asked only of those who may.
                let json = route.method == .get ? nil : "{}"
                let response = try await bundle.send(holder, to: route, json: json)
                let place: Comment = "\(holder): \(route.operationID)"

                #expect(response.status != .unauthorized, place)
                let isForPart = row.subject == .fleet && holder.isRestricted
                #expect((response.status == .forbidden) == (isForPart || !row.roles.contains(holder.role)), place)
                if response.status == .forbidden, !row.roles.contains(holder.role) {
                    let problem = try response.problem
                    #expect(problem.code == .forbidden, place)
                    #expect(problem.detail.contains(route.permission?.rawValue ?? "?"), place)
                    #expect(problem.detail.contains(holder.role.rawValue), place)
                }
            }
        }
    }

    @Test func anotherTenantsThingsAreAsThoughTheyWereNot() async throws {
        let bundle = try await AccessBundle()

        for route in bundle.admin.plane.table().routes {
            guard let row = AccessMatrix.rows[route.operationID] else { continue }
            for role in row.roles {
                let holder = AccessBundle.Holder(role: role, isRestricted: true)
                let place: Comment = "\(holder): \(route.operationID)"
                switch row.subject {
                case .tenant, .document:
                    let body = { row.subject == .document ? SampleDocument.json(slug: $0) : row.body }
                    let own = try await bundle.send(holder, to: route, slug: "acme", json: body("acme"))
                    let others = try await bundle.send(holder, to: route, slug: "beta", json: body("beta"))
                    let none = try await bundle.send(holder, to: route, slug: "nobody", json: body("nobody"))

                    let ownDetail = own.status == .notFound ? try own.problem.detail : nil
                    #expect(ownDetail != Problem.noTenant.detail, place)
                    try Self.expectNothing(others, sameAs: none, place)
                case .thing:
                    let theirs = try Self.theirs(route, bundle)
                    let others = try await bundle.send(holder, to: route, id: theirs.id)
                    let none = try await bundle.send(holder, to: route, id: theirs.unknown)

                    try Self.expectNothing(others, sameAs: none, place)
                case .caller:
                    let body = { (slug: String) in #"{"tenant":"\#(slug)","number":"+358501112223"}"# }
                    let own = try await bundle.send(holder, to: route, json: body("acme"))
                    let others = try await bundle.send(holder, to: route, json: body("beta"))
                    let none = try await bundle.send(holder, to: route, json: body("nobody"))

                    #expect(try own.problem.code == .reasonRequired, place)
                    try Self.expectNothing(others, sameAs: none, place)
                case .list:
                    let response = try await bundle.send(holder, to: route)

                    #expect(response.status == .ok, place)
                    #expect(response.text.contains("acme"), place)
                    #expect(!response.text.contains("beta"), place)
                case .fleet:
                    let response = try await bundle.send(holder, to: route)

                    #expect(try response.problem.code == .forbidden, place)
                    #expect(!response.text.contains("beta"), place)
                case .documents:
                    let documents = [SampleDocument.json(slug: "beta"), SampleDocument.json(slug: "nobody")]
                    let others = try await bundle.send(holder, to: route, json: SampleDocument.apply(documents[0]))
                    let new = try await bundle.send(holder, to: route, json: SampleDocument.apply(documents[1]))

                    try Self.expectNothing(others, sameAs: new, place)
                    #expect(try others.problem.errors?.first?.document == 0, place)
                case .token:
                    let request = #"{"name":"n","role":"admin","tenants":["beta"]}"#
                    let others = try await bundle.send(holder, to: route, json: request)
                    let everybody = try await bundle.send(holder, to: route, json: #"{"name":"n","role":"admin"}"#)

                    #expect(try others.problem.errors?.map { $0.pointer } == ["/tenants/0"], place)
                    #expect(try everybody.problem.errors?.map { $0.pointer } == ["/tenants"], place)
                case .installation:
                    #expect(try await bundle.send(holder, to: route).status == .ok, place)
                }
            }
        }
        // Nothing of it did anything to what is another's.
        #expect(try await bundle.admin.send(.get, "/api/v1/me").status == .ok)
        #expect(try await bundle.admin.send(.get, "/api/v1/tenants/nobody").status == .notFound)
        let keys = try await bundle.admin.send(.get, "/api/v1/tenants/beta/webhook-keys")
        #expect(try keys.ids.isEmpty)
        let beta = try await bundle.admin.send(.get, "/api/v1/tenants/beta").members
        #expect(beta["status"] == .text("active"))
        #expect(beta["version"] == .integer(1))
    }

    @Test func aTenantNamedInAQueryIsNotFoundEither() async throws {
        let bundle = try await AccessBundle()
        let holder = AccessBundle.Holder(role: .support, isRestricted: true)

        let own = try await bundle.send(holder, .get, "/api/v1/decisions?tenant=acme")
        let others = try await bundle.send(holder, .get, "/api/v1/decisions?tenant=beta")

        #expect(try own.ids == [bundle.decisions["acme"]].compactMap { $0 })
        #expect(others.status == .notFound)
    }

    @Test func thePageForPeopleHasTheSameTable() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../admin/README.md")
        let page = try String(contentsOf: file.standardizedFileURL, encoding: .utf8)

        let roles = OperatorRole.allCases
        #expect(page.contains("| permission | \(roles.map { $0.rawValue }.joined(separator: " | ")) |"))
        for permission in Permission.allCases {
            let cells = roles.map { $0.permissions.contains(permission) ? " ✔ |" : " |" }.joined()
            #expect(page.contains("| `\(permission.rawValue)` |\(cells)\n"), "\(permission)")
        }
    }

    @Test func whoMayApplyADocumentMayChangeAllThatIsInIt() {
        for role in OperatorRole.allCases where role.permissions.contains(.tenantsWrite) {
            #expect(role.permissions.isSuperset(of: [.routingWrite, .credentialsWrite]), "\(role)")
        }
    }

    /// Something of another tenant's, and an id that nothing has.
    private static func theirs(_ route: AdminRoute, _ bundle: AccessBundle) throws -> (id: String, unknown: String) {
        switch route.operationID {
        case "getDecision":
            return (try #require(bundle.decisions["beta"]), "dec_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        case "getAuditRecord":
            return (try #require(bundle.records["beta"]), "aud_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        case "getOffboarding", "getOffboardingCertificate":
            return (try #require(bundle.offboardings["beta"]), "off_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        case "getErasureCertificate":
            return (try #require(bundle.erasures["beta"]), "era_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        case "revokeToken":
            return (bundle.admin.tokenID, UUID().uuidString)
        default:
            Issue.record("say what of another tenant's \(route.operationID) is asked for")
            return ("x", "y")
        }
    }

    private static func expectNothing(
        _ others: TestResponse,
        sameAs none: TestResponse,
        _ place: Comment,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(others.status == .notFound, place, sourceLocation: sourceLocation)
        let (left, right) = (try others.problem, try none.problem)
        #expect(left.code == right.code, place, sourceLocation: sourceLocation)
        #expect(left.detail == right.detail, place, sourceLocation: sourceLocation)
        #expect(left.errors == right.errors, place, sourceLocation: sourceLocation)
    }
}
