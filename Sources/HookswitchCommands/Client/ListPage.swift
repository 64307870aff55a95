/// One page of a list, as the admin API gives it and `-o json` prints it.
struct ListPage<Element: Codable & Sendable>: Codable, Sendable {
    private enum CodingKeys: String, CodingKey {
        case object, data
        case hasMore = "has_more"
        case nextCursor = "next_cursor"
    }

    /// Always `list`.
    var object: String?
    /// The elements.
    var data: [Element]
    /// Whether there are more behind these.
    var hasMore: Bool?
    /// What to ask for the next page with; `nil` if this is the last.
    var nextCursor: String?
}
