import AdminDescription
import HTTPTypes
import Hookswitch
import Hummingbird
import NIOCore

/// What the API says of itself, to anybody: its description, a page of its operations, and one for each kind of problem.
struct DocumentationController: Sendable {
    private static let json = "application/json"
    private static let html = "text/html"
    /// RFC 9512.
    private static let yaml = "application/yaml"

    /// The description in JSON, made once.
    private static let description = Result { try DescriptionJSON.bytes(ofYAML: AdminDescription.yaml) }

    /// The page of all operations, made once.
    private static let page = Result { try OperationsPage.html(ofYAML: AdminDescription.yaml) }

    var routes: [AdminRoute] {
        [
            AdminRoute(.get, "/docs", "getDocumentation", .open(self.operationsPage)).answering(with: Self.html),
            AdminRoute(.get, "/api/v1/openapi.json", "getDescriptionJSON", .open(self.descriptionJSON)),
            AdminRoute(.get, "/api/v1/openapi.yaml", "getDescriptionYAML", .open(self.descriptionYAML))
                .answering(with: Self.yaml),
            AdminRoute(.get, "/problems/{code}", "getProblemPage", .open(self.problemPage))
                .answering(with: Self.json, Self.html),
        ]
    }

    private func descriptionJSON(_ request: Request, _ context: AdminRequestContext) async throws -> Response {
        _ = try QueryParameters(parsing: request.uri.query, allowing: [])
        return JSONAnswer.response(json: ByteBuffer(bytes: try Self.description.get()))
    }

    private func descriptionYAML(_ request: Request, _ context: AdminRequestContext) async throws -> Response {
        _ = try QueryParameters(parsing: request.uri.query, allowing: [])
        return Self.response(Self.yaml, ByteBuffer(bytes: AdminDescription.yaml))
    }

    /// The operations for people. It has no style and no script, so that the policy that every answer has holds for it, too:
    /// nothing is loaded, from nowhere.
    private func operationsPage(_ request: Request, _ context: AdminRequestContext) async throws -> Response {
        _ = try QueryParameters(parsing: request.uri.query, allowing: [])
        return Self.response("text/html; charset=utf-8", ByteBuffer(string: try Self.page.get()))
    }

    /// The page that the member `type` of a problem points to, or `page` of a check of the doctor's: for programs in JSON, for
    /// people in HTML.
    private func problemPage(_ request: Request, _ context: AdminRequestContext) async throws -> Response {
        _ = try QueryParameters(parsing: request.uri.query, allowing: [])
        let name = try context.parameters.require("code")
        let isForPeople = AcceptedTypes(of: request).best(of: [Self.json, Self.html]) == Self.html
        if let code = ProblemCode(rawValue: name) {
            let page = ProblemPage(code)
            return isForPeople ? Self.response(html: page.html) : try JSONAnswer.response(page)
        }
        if let check = DoctorCheckID(pageName: name) {
            let page = DoctorCheckPage(check)
            return isForPeople ? Self.response(html: page.html) : try JSONAnswer.response(page)
        }
        throw Problem(
            .notFound,
            "There is no such kind of problem.",
            fix: "The kinds are listed as ProblemCode and DoctorPageName in /api/v1/openapi.json."
        )
    }

    private static func response(html: String) -> Response {
        Self.response("text/html; charset=utf-8", ByteBuffer(string: html))
    }

    private static func response(_ type: String, _ body: ByteBuffer) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: body))
    }
}
