import Hookswitch

/// One thing that is wrong with a request.
struct ProblemIssue: Codable, Hashable, Sendable {
    /// Which of the documents, from zero.
    var document: Int?
    /// The line of a file that is imported, from 1.
    var line: Int?
    /// The query parameter.
    var parameter: String?
    /// The place as an RFC 6901 pointer, such as `/pools/0/target`: in the document where there is one, else in the body,
    /// else in the query read as an object.
    let pointer: String
    /// The place as people have it, such as `pools[0].target`.
    var path: String?
    /// A stable name of the kind of issue, such as `unknown_member`.
    let code: String
    /// What was expected, and how to mend it.
    let detail: String
}

extension ProblemIssue {
    /// An issue of a document. Its line is left out: the lines were made here, and the client's own differ.
    init(_ issue: DocumentIssue) {
        self.init(
            document: issue.document,
            pointer: issue.pointer,
            path: issue.path,
            code: issue.code,
            detail: issue.detail
        )
    }
}
