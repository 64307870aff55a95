/// One thing that is wrong with a row of an import, or with the file.
public struct ImportIssue: Codable, Hashable, Sendable {
    /// The line of the file, from 1.
    public let line: Int?
    /// The place as an RFC 6901 pointer, the row first, from zero: `/3/dataverse/url`. Of the file itself it is empty.
    public let pointer: String
    /// The place as people have it: `dataverse.url`, or a column's name.
    public let path: String?
    /// A stable name of the kind of issue, such as `unknown_member`.
    public let code: String
    /// What was expected, and how to mend it. It never shows a secret.
    public let detail: String

    /// States an issue of a row.
    ///
    /// - Parameters:
    ///   - row: The row, from zero.
    ///   - pointer: The place within the row.
    init(row: Int, line: Int?, pointer: String = "", path: String? = nil, code: String, detail: String) {
        self.line = line
        self.pointer = Self.storable("/\(row)" + pointer)
        self.path = path.map(Self.storable)
        self.code = code
        self.detail = Self.storable(detail)
    }

    /// States an issue of the file.
    init(line: Int? = nil, path: String? = nil, code: String, detail: String) {
        self.line = line
        self.pointer = ""
        self.path = path.map(Self.storable)
        self.code = code
        self.detail = Self.storable(detail)
    }

    /// A file may name its members as it likes, and no text in Postgres can have a NUL.
    private static func storable(_ text: String) -> String {
        text.replacing("\0", with: "\u{FFFD}")
    }
}
