import AdminDescription
import Foundation
import HTTPTypes
import Hookswitch
import HummingbirdTesting
import Testing
import Yams

@testable import AdminPlane

@Suite(.lentDatabase) struct DocumentationControllerTests {
    private static let nobody: HTTPFields = [.authorization: ""]

    @Test func theDescriptionIsServedToAnybodyAsItIsWritten() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/openapi.yaml", headers: Self.nobody)

        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "application/yaml")
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../admin/openapi.yaml")
        #expect(response.text == (try String(contentsOf: file.standardizedFileURL, encoding: .utf8)))
    }

    /// Two readers that know nothing of each other: Foundation's of JSON and Yams's of YAML.
    @Test func jsonSaysWhatTheYAMLSays() async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/api/v1/openapi.json", headers: Self.nobody)

        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "application/json")
        let json = try JSONSerialization.jsonObject(with: Data(response.text.utf8)) as? NSDictionary
        let text = String(decoding: AdminDescription.yaml, as: UTF8.self)
        // As YAML's core schema reads it, without the dates that Yams knows besides.
        let resolver = Resolver.basic.appending(.bool).appending(.int).appending(.float).appending(.null)
        let yaml = try Yams.load(yaml: text, resolver) as? NSDictionary
        #expect(json?.count ?? 0 > 3)
        #expect(json == yaml)
    }

    @Test(arguments: [
        ("on: yes", #"{"on":"yes"}"#), ("a: 'true'", #"{"a":"true"}"#), ("a: true", #"{"a":true}"#),
        ("a: 012", #"{"a":"012"}"#), ("a: ~", #"{"a":null}"#), ("200: 1.5", #"{"200":1.5}"#), ("a: 3", #"{"a":3}"#),
        ("a: 2026-12-03", #"{"a":"2026-12-03"}"#), ("a: 1:30", #"{"a":"1:30"}"#), ("[a, '1']", #"["a","1"]"#),
    ])
    func plainWordsStayWords(yaml: String, json: String) throws {
        #expect(String(decoding: try DescriptionJSON.bytes(ofYAML: Array(yaml.utf8)), as: UTF8.self) == json)
    }

    @Test func thePageForPeopleHasEveryOperationAndLoadsNothing() async throws {
        let bundle = try await AdminBundle()

        let page = try await bundle.send(.get, "/docs", headers: Self.nobody)

        #expect(page.status == .ok)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.headers[.contentSecurityPolicy] == "default-src 'none'; frame-ancestors 'none'")
        for route in bundle.plane.table().routes {
            #expect(page.text.contains("<article id=\"\(route.operationID)\">"), "\(route.operationID)")
            #expect(page.text.contains("\(route.method.rawValue) \(route.path)"), "\(route.operationID)")
        }
        for word in ["<script", "<style", "<link", "<img", "src=", "http://", "https://"] {
            #expect(!page.text.contains(word), "\(word)")
        }
    }

    @Test(arguments: ProblemCode.allCases)
    func everyKindOfProblemHasAPage(code: ProblemCode) async throws {
        let bundle = try await AdminBundle()

        let page = try await bundle.send(.get, "/problems/\(code.rawValue)", headers: Self.nobody)
        #expect(page.status == .ok)
        try APIDescription().expect(page, toBe: "ProblemPage")
        #expect(try page.members["status"] == .integer(Int64(code.status.code)))

        let shown = try await bundle.send(
            .get,
            "/problems/\(code.rawValue)",
            headers: [.authorization: "", .accept: "text/html,application/xhtml+xml,*/*;q=0.8"]
        )
        #expect(shown.headers[.contentType] == "text/html; charset=utf-8")
        #expect(shown.text.contains("<code>\(code.rawValue)</code>"))
    }

    @Test(arguments: DoctorCheckID.allCases)
    func everyCheckOfTheDoctorHasAPage(check: DoctorCheckID) async throws {
        let bundle = try await AdminBundle()
        let path = DoctorCheck(id: check, status: .failed, summary: "x").page

        let page = try await bundle.send(.get, path, headers: Self.nobody)
        #expect(page.status == .ok)
        try APIDescription().expect(page, toBe: "DoctorCheckPage")
        #expect(try page.members["remedy"] == .text(DoctorCheckPage(check).remedy))

        let shown = try await bundle.send(.get, path, headers: [.authorization: "", .accept: "text/html"])
        #expect(shown.headers[.contentType] == "text/html; charset=utf-8")
        #expect(shown.text.contains("<code>doctor.\(check.rawValue)</code>"))
    }

    @Test func checksOfTheDoctorAreAllDescribed() throws {
        let description = try APIDescription()

        #expect(description.values(of: "DoctorCheckID") == DoctorCheckID.allCases.map(\.rawValue))
        #expect(description.values(of: "DoctorPageName") == DoctorCheckID.allCases.map(\.pageName))
    }

    @Test func aProblemPointsToItsPage() async throws {
        let bundle = try await AdminBundle()

        let problem = try await bundle.send(.get, "/api/v1/me", headers: Self.nobody).problem

        #expect(try await bundle.send(.get, problem.type, headers: Self.nobody).status == .ok)
    }

    @Test(arguments: [
        "nothing", "..%2Fsystem", "not_found%00", "NOT_FOUND", "%F0%9F%98%80", "doctor.", "doctor.none", "database",
    ])
    func otherKindsAreNotFound(code: String) async throws {
        let bundle = try await AdminBundle()

        let response = try await bundle.send(.get, "/problems/\(code)", headers: Self.nobody)

        #expect(try response.problem.code == .notFound)
        #expect(!response.text.contains(code))
    }

    @Test func unknownParametersAndMethodsAreRefusedHereToo() async throws {
        let bundle = try await AdminBundle()

        #expect(try await bundle.send(.get, "/api/v1/openapi.json?pretty=1").problem.code == .unknownParameter)
        let refused = try await bundle.send(.post, "/api/v1/openapi.json", json: "{}")
        #expect(try refused.problem.code == .methodNotAllowed)
        #expect(refused.headers[.allow] == "GET, HEAD")
    }
}
