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
                // A stream goes on for minutes; one of no tenant does not begin.
                let query = row.subject == .stream ? "?tenant=nobody" : ""
                let response = try await bundle.send(holder, to: route, query: query, json: json)
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
                    let others = try await bundle.send(holder, to: route, id: theirs.id, json: row.body)
                    let none = try await bundle.send(holder, to: route, id: theirs.unknown, json: row.body)

                    try Self.expectNothing(others, sameAs: none, place)
                case .stream:
                    let others = try await bundle.send(holder, to: route, query: "?tenant=beta")
                    let none = try await bundle.send(holder, to: route, query: "?tenant=nobody")

                    try Self.expectNothing(others, sameAs: none, place)
                case .caller:
                    let body = { (slug: String) in #"{"tenant":"\#(slug)","number":"+358501112223"}"# }
                    let own = try await bundle.send(holder, to: route, json: body("acme"))
                    let others = try await bundle.send(holder, to: route, json: body("beta"))
                    let none = try await bundle.send(holder, to: route, json: body("nobody"))

                    #expect(try own.problem.code == .reasonRequired, place)
                    try Self.expectNothing(others, sameAs: none, place)
                case .list:
                    let response = try await bundle.send(holder, to: route, query: row.query, json: row.body)

                    #expect(response.status == .ok, place)
                    #expect(response.text.contains("acme"), place)
                    #expect(!response.text.contains("beta"), place)
                case .own:
                    let response = try await bundle.send(holder, to: route)

                    #expect(response.status == .ok, place)
                    #expect(!response.text.contains(bundle.importID), place)
                case .fleet:
                    let response = try await bundle.send(holder, to: route)

                    #expect(try response.problem.code == .forbidden, place)
                    #expect(!response.text.contains("beta"), place)
                case .documents:
                    let documents = [SampleDocument.json(slug: "beta"), SampleDocument.json(slug: "nobody")]
                    let bodies =
                        route.operationID == "createTenant" ? documents : documents.map { SampleDocument.apply($0) }
                    let others = try await bundle.send(holder, to: route, json: bodies[0])
                    let new = try await bundle.send(holder, to: route, json: bodies[1])

                    try Self.expectNothing(others, sameAs: new, place)
                    #expect(try others.problem.errors?.first?.document == 0, place)
                case .file:
                    let rows = ["beta", "nobody"].map { SampleDocument.line(slug: $0) + "\n" }.joined()
                    let type: HTTPFields = [.contentType: "application/x-ndjson"]
                    let plan = try await bundle.send(holder, .post, route.path, json: rows, headers: type)
                    let uri = "/api/v1/imports/\(try plan.importID)/items"
                    let issues = try await bundle.send(holder, .get, uri).issueCodes

                    #expect(issues == ["unknown_tenant", "unknown_tenant"], place)
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
        for body in [#"{"tenant":"beta"}"#, #"{"tenant":"beta","from":"+35850454564"}"#] {
            let found = try await bundle.send(holder, .post, "/api/v1/decisions/search", json: body)
            #expect(found.status == .notFound, "\(body)")
        }
        let counted = try await bundle.send(holder, .get, "/api/v1/decisions/stats?tenant=beta")
        #expect(counted.status == .notFound)
    }

    @Test func numbersAreOfTheOperatorsTenantsAlone() async throws {
        let bundle = try await AccessBundle()
        let holder = AccessBundle.Holder(role: .readOnly, isRestricted: true)
        let everybody = AccessBundle.Holder(role: .readOnly, isRestricted: false)

        let own = try await bundle.send(holder, .get, "/api/v1/system/status")
        let all = try await bundle.send(everybody, .get, "/api/v1/system/status")
        let count = try await bundle.send(holder, .get, "/api/v1/decisions/stats?interval=1d")

        #expect(own.text.contains(#""last_hour":1"#) && own.text.contains(#""active":1"#))
        #expect(all.text.contains(#""last_hour":2"#) && all.text.contains(#""active":2"#))
        #expect(count.text.contains(#""count":1"#) && !count.text.contains(#""count":2"#))
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
        case "getDecision", "replayDecision", "revealCaller":
            return (try #require(bundle.decisions["beta"]), "dec_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        case "getAuditRecord":
            return (try #require(bundle.records["beta"]), "aud_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        case "getOffboarding", "getOffboardingCertificate":
            return (try #require(bundle.offboardings["beta"]), "off_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        case "getErasure", "getErasureCertificate":
            return (try #require(bundle.erasures["beta"]), "era_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        case "getImport", "listImportItems", "applyImport":
            return (bundle.importID, "imp_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        case "putTenantByExternalID":
            return ("crm:beta", "crm:nobody")
        case "revokeToken":
            return (bundle.admin.tokenID, UUID().uuidString)
        case "getOperator", "changeOperator", "endOperator":
            return (try #require(bundle.operators["beta"]), UUID().uuidString)
        case "endSession":
            // Sessions of others have a test of their own: nobody signs in here.
            return (UUID().uuidString, UUID().uuidString)
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
