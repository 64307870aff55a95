import HTTPTypes
import Hummingbird

/// A page of a list, and where the next one is.
struct ListPage<Element: Encodable & Sendable>: Encodable, Sendable {
    enum CodingKeys: String, CodingKey {
        case object, data
        case hasMore = "has_more"
        case nextCursor = "next_cursor"
    }

    let object = "list"
    let data: [Element]
    let hasMore: Bool
    let nextCursor: String?

    /// A page.
    ///
    /// - Parameter next: The cursor after the page's last element; `nil` if the list ends here.
    init(_ data: [Element], next: String? = nil) {
        self.data = data
        self.hasMore = next != nil
        self.nextCursor = next
    }

    /// The answer, with the next page's address as RFC 8288 has it.
    ///
    /// - Parameters:
    ///   - path: The list's path.
    ///   - query: The query that gave this page.
    func response(path: String, query: QueryParameters) throws -> Response {
        var headers: HTTPFields = [:]
        if let nextCursor {
            headers[.link] = "<\(path)?\(query.replacing("after", with: nextCursor))>; rel=\"next\""
        }
        return try JSONAnswer.response(self, headers: headers)
    }
}
