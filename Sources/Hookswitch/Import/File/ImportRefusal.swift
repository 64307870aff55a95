/// A file that cannot be read as rows at all: nothing was planned.
public struct ImportRefusal: Error, Hashable, Sendable {
    /// What is wrong; never empty.
    public let issues: [ImportIssue]

    init(_ code: String, line: Int? = nil, path: String? = nil, _ detail: String) {
        self.issues = [ImportIssue(line: line, path: path, code: code, detail: detail)]
    }

    init(issues: [ImportIssue]) {
        self.issues = issues
    }
}
