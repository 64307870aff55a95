import Foundation
import HTTPTypes
import Hummingbird

/// Why a request was refused, as the client is told: RFC 9457, with a stable code.
struct Problem: Error, Hashable, Sendable {
    /// Seconds after which a client may ask again when the database is away: it comes back or fails over within some.
    static let retryDelay = 5

    /// The kind of problem.
    let code: ProblemCode
    /// What was wrong this time. It shows nothing of a body, a query or a path.
    let detail: String
    /// All that is wrong, where there is a list of it.
    var issues: [ProblemIssue] = []
    /// How to mend it.
    var fix: String?
    /// Of a version conflict, the version that there is.
    var currentVersion: Int32?
    /// Addresses that help, by name.
    var links: [String: String] = [:]
    /// Header fields of the answer that the kind of problem asks for.
    var headers: HTTPFields = [:]
    /// Whether the body was left unread, so that nothing can follow it on the connection.
    var leavesBodyUnread = false

    /// Makes a problem.
    init(
        _ code: ProblemCode,
        _ detail: String,
        issues: [ProblemIssue] = [],
        fix: String? = nil,
        headers: HTTPFields = [:],
        leavesBodyUnread: Bool = false
    ) {
        self.code = code
        self.detail = detail
        self.issues = issues
        self.fix = fix
        self.headers = headers
        self.leavesBodyUnread = leavesBodyUnread
    }

    /// The answer.
    func response(requestID: String) -> Response {
        var headers = self.headers
        headers[.contentType] = "application/problem+json"
        if self.code == .unavailable { headers[.retryAfter] = String(Self.retryDelay) }
        return Response(
            status: self.code.status,
            headers: headers,
            body: JSONAnswer.body(self.document(requestID: requestID))
        )
    }

    /// What the answer's body says.
    func document(requestID: String) -> Body {
        Body(
            type: "/problems/\(self.code.rawValue)",
            title: self.code.title,
            status: self.code.status.code,
            detail: self.detail,
            code: self.code,
            requestID: requestID,
            retryable: self.code.isRetryable,
            errors: self.issues.isEmpty ? nil : self.issues,
            // Where nothing better is known, what the page of its kind says.
            fix: self.fix ?? self.code.remedy,
            currentVersion: self.currentVersion,
            links: self.links.isEmpty ? nil : self.links
        )
    }
}

extension Problem {
    /// The body's members.
    struct Body: Codable, Hashable, Sendable {
        enum CodingKeys: String, CodingKey {
            case type, title, status, detail, code
            case requestID = "request_id"
            case retryable, errors, fix, links
            case currentVersion = "current_version"
        }

        let type: String
        let title: String
        let status: Int
        let detail: String
        let code: ProblemCode
        let requestID: String
        let retryable: Bool
        let errors: [ProblemIssue]?
        let fix: String?
        let currentVersion: Int32?
        let links: [String: String]?
    }
}
