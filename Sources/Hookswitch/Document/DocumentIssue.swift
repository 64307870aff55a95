/// One thing that is wrong with a document: what, where, and what was expected.
public struct DocumentIssue: Codable, Hashable, Sendable {
    /// Which document of the text, from zero.
    public let document: Int
    /// The line, from 1, where the text has lines.
    public let line: Int?
    /// The place as an RFC 6901 pointer, such as `/pools/0/target`.
    public let pointer: String
    /// The place as people have it, such as `pools[0].target`.
    public let path: String
    /// A stable name of the kind of issue, such as `unknown_member`.
    public let code: String
    /// What was expected, and how to mend it. It never shows a secret.
    public let detail: String

    init(document: Int, line: Int?, path: DocumentPath, code: String, detail: String) {
        self.document = document
        self.line = line
        self.pointer = path.pointer
        self.path = path.text
        self.code = code
        self.detail = detail
    }
}

extension DocumentIssue: CustomStringConvertible {
    /// One line for people: `line 12: pools[0].target: …`.
    public var description: String {
        let place = [self.line.map { "line \($0)" }, self.path.isEmpty ? nil : self.path].compactMap(\.self)
        return (place + [self.detail]).joined(separator: ": ")
    }
}
