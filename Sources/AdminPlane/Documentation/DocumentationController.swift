import AdminDescription
import HTTPTypes
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

    /// The page that the member `type` of a problem points to: for programs in JSON, for people in HTML.
    private func problemPage(_ request: Request, _ context: AdminRequestContext) async throws -> Response {
        _ = try QueryParameters(parsing: request.uri.query, allowing: [])
        guard let code = ProblemCode(rawValue: try context.parameters.require("code")) else {
            throw Problem(
                .notFound,
                "There is no such kind of problem.",
                fix: "The kinds are listed as ProblemCode in /api/v1/openapi.json."
            )
        }
        let page = ProblemPage(code)
        guard AcceptedTypes(of: request).best(of: [Self.json, Self.html]) == Self.html else {
            return try JSONAnswer.response(page)
        }
        return Self.response("text/html; charset=utf-8", ByteBuffer(string: page.html))
    }

    private static func response(_ type: String, _ body: ByteBuffer) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: body))
    }
}
