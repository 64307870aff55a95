import HTTPTypes
import Hookswitch

extension Problem {
    /// A file that cannot be read as rows.
    init(_ refusal: ImportRefusal) {
        let issues = refusal.issues.map(ProblemIssue.init)
        let first = issues.first.map { " \($0.path.map { "\($0): " } ?? "")\($0.detail)." } ?? ""
        self.init(.invalidDocument, "The file cannot be imported:\(first)", issues: issues)
    }

    /// Why something of an import could not be done.
    init(_ error: ImportError) {
        switch error {
        case .unknownPlan:
            self.init(
                .notFound,
                "There is no such import; a plan is kept for \(ImportLimits.keepingHours) hours.",
                fix: "Plan it again: `hookswitch import FILE --plan`."
            )
        case .stale(let issues):
            self.init(
                .planStale,
                "Tenants have changed since the plan was made, so that it would do something else now. Nothing was changed.",
                issues: issues.map(ProblemIssue.init),
                fix: "Plan it again: `hookswitch import FILE --plan`. What was applied is so already, and stays."
            )
        case .keyRing(let error):
            self.init(
                .unavailable,
                "This server lacks a key, and the rows that are left wait: \(error).",
                fix: "Give it the key ring of the other servers (`keyring.file`), or ask another; then apply again."
            )
        }
    }
}

extension ProblemIssue {
    /// What is wrong with a row of an import, or with the file. Its line is the client's own.
    init(_ issue: ImportIssue) {
        self.init(
            line: issue.line,
            pointer: issue.pointer,
            path: issue.path,
            code: issue.code,
            detail: issue.detail
        )
    }
}
