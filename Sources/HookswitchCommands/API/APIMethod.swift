import NIOHTTP1

/// What a raw call may do.
enum APIMethod: String, CaseIterable, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"

    /// As it is sent.
    var http: HTTPMethod { HTTPMethod(rawValue: self.rawValue) }

    /// Whether fields stand in the query, for there is no body.
    var hasQueryFields: Bool {
        self == .get || self == .head
    }
}
