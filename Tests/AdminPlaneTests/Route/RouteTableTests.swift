import HTTPTypes
import HookswitchTesting
import HummingbirdTesting
import Testing

@testable import AdminPlane

@Suite(.lentDatabase) struct RouteTableTests {
    @Test func unknownPathIsNotFound() async throws {
        let bundle = try await AdminBundle()

        let uris = [
            "/", "/api", "/api/v1/tenant", "/api/v1/tenants/acme/x", "/api/v1/tenants/acme/document/x", "/%2e%2e",
        ]

        for uri in uris {
            let response = try await bundle.send(.get, uri)

            #expect(response.status == .notFound, "\(uri)")
            #expect(try response.problem.code == .notFound)
        }
    }

    @Test(arguments: [
        (HTTPRequest.Method.delete, "/api/v1/tenants", "GET, HEAD, POST"),
        (.get, "/api/v1/tenants/acme/explain", "POST"),
        (.put, "/api/v1/tenants/acme/webhook-keys", "GET, HEAD, POST"),
        (.post, "/api/v1/me", "GET, HEAD"),
        (.options, "/api/v1/decisions/dec_x", "GET, HEAD"),
        (.delete, "/api/v1/tenants/apply", "POST"),
    ])
    func wrongMethodIsTold(method: HTTPRequest.Method, uri: String, allowed: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(method, uri)

        #expect(response.status == .methodNotAllowed)
        #expect(response.headers[.allow] == allowed)
        #expect(try response.problem.code == .methodNotAllowed)
    }

    @Test func methodsThatNobodyKnowsAreRefusedToo() async throws {
        let bundle = try await AdminBundle()
        let method = try #require(HTTPRequest.Method("BREW"))

        let response = try await bundle.send(method, "/api/v1/me")

        #expect(response.status == .methodNotAllowed)
        #expect(bundle.log.lines.last?.metadata["method"] == "other")
    }

    @Test func headHasTheHeadOfGet() async throws {
        let bundle = try await AdminBundle()

        let get = try await bundle.send(.get, "/api/v1/me")
        let head = try await bundle.send(.head, "/api/v1/me")
        let missing = try await bundle.send(.head, "/nothing")

        #expect(head.status == .ok)
        #expect(head.text.isEmpty)
        #expect(head.headers[.contentLength] == get.headers[.contentLength])
        #expect(missing.status == .notFound)
        #expect(missing.text.isEmpty)
    }

    @Test func everyOtherOperationNeedsAToken() async throws {
        let bundle = try await AdminBundle()

        let (closed, open) = bundle.plane.table().routes.reduce(into: ([AdminRoute](), [String]())) { lists, route in
            if route.needsAuthentication { lists.0.append(route) } else { lists.1.append(route.operationID) }
        }
        // What the API says of itself, and the way to a session.
        #expect(
            Set(open) == [
                "getDescriptionJSON", "getDescriptionYAML", "getDocumentation", "getProblemPage", "beginSignIn",
                "endSignIn", "createSignInToken",
            ]
        )
        for route in closed {
            let uri = route.path.replacing("{slug}", with: "acme").replacing("{id}", with: "x")
            let response = try await bundle.send(route.method, uri, headers: [.authorization: ""])

            #expect(response.status == .unauthorized, "\(route.operationID)")
            try APIDescription().expect(response, toBe: "Problem")
        }
    }

    @Test func operationsHaveOneNameEach() async throws {
        let routes = try await AdminBundle().plane.table().routes

        #expect(Set(routes.map { $0.operationID }).count == routes.count)
        #expect(Set(routes.map { "\($0.method) \($0.path)" }).count == routes.count)
    }
}
