/// One member that differs between two states of a tenant.
public struct DocumentChange: Codable, Hashable, Sendable {
    /// The place as people have it, such as `dataverse.url` or `pools[+35840675644].rules[Known customers].target`: elements
    /// of a list are named by their number or name, so that a new one in front leaves the others in their places.
    public let path: String
    /// What stood there; `nil` if nothing did.
    public let before: DocumentValue?
    /// What stands there now, or would; `nil` if nothing does.
    public let after: DocumentValue?

    /// Tells of a change.
    public init(path: String, before: DocumentValue?, after: DocumentValue?) {
        self.path = path
        self.before = before
        self.after = after
    }
}

extension DocumentChange: CustomStringConvertible {
    /// One line: `+` of what is new, `-` of what is gone, `~` of what is another.
    public var description: String {
        switch (self.before, self.after) {
        case (let before?, let after?): "~ \(self.path): \(before) → \(after)"
        case (nil, let after?): "+ \(self.path): \(after)"
        case (let before?, nil): "- \(self.path): \(before)"
        case (nil, nil): "  \(self.path)"
        }
    }
}
