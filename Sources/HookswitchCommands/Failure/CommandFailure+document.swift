import Hookswitch

extension CommandFailure {
    /// A text that was refused for what stands in it.
    ///
    /// - Parameters:
    ///   - source: What messages call the text: a file's name.
    ///   - code: What happened, as a stable word.
    ///   - what: What happened, as a sentence without a full stop.
    init(_ refusal: DocumentRefusal, in source: String, code: String, _ what: String) {
        self.init(.failed, code: code, what)
        self.source = source
        self.problem.errors = refusal.issues.map { issue in
            Problem.Issue(
                document: issue.document,
                line: issue.line,
                pointer: issue.pointer,
                path: issue.path.isEmpty ? nil : issue.path,
                code: issue.code,
                detail: issue.detail
            )
        }
    }
}
