import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Testing

@testable import AdminPlane

/// What operations answer with, and who takes none of it.
@Suite(.lentDatabase) struct NegotiationTests {
    private static func uri(_ route: AdminRoute) -> String {
        route.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part == "{slug}" ? "acme" : part.hasPrefix("{") ? "x" : String(part)
        }
        .joined(separator: "/")
    }

    @Test func everyOperationAnswersWithWhatIsDescribed() async throws {
        let description = try APIDescription()

        for route in try await AdminBundle().plane.table().routes {
            let described = description.types(of: route.operationID)

            #expect(Set(route.types) == described, "\(route.operationID)")
            let statuses = description.statuses(of: route.operationID)
            #expect(statuses.contains("406") == !route.types.isEmpty, "\(route.operationID)")
        }
    }

    @Test func whoTakesNothingOfItIsRefusedBeforeAnythingIsDone() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let description = try APIDescription()
        let before = try await bundle.send(.get, "/api/v1/audit").text

        for route in bundle.plane.table().routes where !route.types.isEmpty {
            let json = route.method == .get ? nil : "{}"
            for accept in ["image/png", route.types.map { $0 + ";q=0" }.joined(separator: ",")] {
                let response = try await bundle.send(
                    route.method,
                    Self.uri(route),
                    json: json,
                    headers: [.accept: accept, .ifMatch: "*"]
                )

                #expect(response.status == .notAcceptable, "\(route.operationID): \(accept)")
                #expect(try response.problem.code == .notAcceptable)
                for type in route.types { #expect(try response.problem.detail.contains(type)) }
                try description.expect(response, toBe: "Problem")
            }
        }
        #expect(try await bundle.send(.get, "/api/v1/audit").text == before)
    }

    @Test func whoTakesOneOfItIsNot() async throws {
        let bundle = try await AdminBundle()

        // A stream goes on for minutes; one of no tenant does not begin.
        for route in bundle.plane.table().routes where route.operationID != "streamDecisions" {
            let json = route.method == .get ? nil : "{}"
            for type in route.types + ["image/png, */*;q=0.1"] {
                let headers: HTTPFields = [.accept: type]
                let response = try await bundle.send(route.method, Self.uri(route), json: json, headers: headers)

                #expect(response.status != .notAcceptable, "\(route.operationID): \(type)")
                // Of a choice, caches are told that there is one: of answers, refusals and problems alike.
                let vary = route.types.count > 1 ? "Accept" : nil
                #expect(response.headers[.vary] == vary, "\(route.operationID): \(type)")
            }
        }
        let stream = try await bundle.send(
            .get,
            "/api/v1/decisions/stream?tenant=nobody",
            headers: [.accept: "text/event-stream"]
        )
        #expect(stream.status == .notFound)
    }

    @Test func aStrangerIsAskedWhoTheyAreFirst() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(
            .get,
            "/api/v1/tenants",
            headers: [.accept: "image/png", .authorization: ""]
        )

        #expect(response.status == .unauthorized)
    }

    @Test func aFileComesAsTheClientTakesIt() async throws {
        let bundle = try await AdminBundle()
        try await bundle.apply("acme")
        let uri = "/api/v1/exports"

        let csv = try await bundle.send(.get, uri, headers: [.accept: "text/csv, application/yaml;q=0.5"])
        let named = try await bundle.send(.get, uri + "?format=csv", headers: [.accept: "*/*"])
        let other = try await bundle.send(.get, uri + "?format=csv", headers: [.accept: "application/yaml"])
        let plain = try await bundle.send(.get, uri)

        #expect(csv.headers[.contentType]?.hasPrefix("text/csv") == true)
        #expect(csv.text == named.text)
        #expect(other.status == .notAcceptable)
        #expect(plain.headers[.contentType]?.hasPrefix("application/yaml") == true)
        #expect(plain.headers[.vary] == "Accept")
    }

    @Test func theHeadOfAPageForPeopleOrProgramsSaysThatThereAreTwo() async throws {
        let bundle = try await AdminBundle()

        for method in [HTTPRequest.Method.get, .head] {
            for accept in ["text/html", "application/json"] {
                let page = try await bundle.send(method, "/problems/not_found", headers: [.accept: accept])
                #expect(page.status == .ok)
                #expect(page.headers[.vary] == "Accept")
            }
        }
    }

    @Test func headIsRefusedAsGetIs() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.head, "/api/v1/tenants", headers: [.accept: "text/html"])

        #expect(response.status == .notAcceptable)
        #expect(response.text.isEmpty)
    }
}
