import Foundation

extension ImportIssue {
    /// A row for a tenant that is not the operator's, or for a new one where the operator may make none.
    ///
    /// - Parameter member: What the row calls its tenant by.
    static func outOfReach(row: Int, line: Int?, member: String = "slug") -> ImportIssue {
        ImportIssue(
            row: row,
            line: line,
            pointer: "/" + member,
            path: member,
            code: "unknown_tenant",
            detail: "there is no such tenant, and this token is for certain tenants: it makes no others"
        )
    }

    /// A row of a tenant that another row of the file is of, too: one calls it by its slug, and one by its external id.
    static func sameTenant(row: Int, line: Int?, slug: String, member: String) -> ImportIssue {
        ImportIssue(
            row: row,
            line: line,
            pointer: "/" + member,
            path: member,
            code: "duplicate_tenant",
            detail: "another row of the file is of \(slug), too; a file has each tenant once"
        )
    }

    /// A row whose tenant is no longer as the plan saw it.
    static func stale(row: Int, line: Int?, _ detail: String) -> ImportIssue {
        ImportIssue(row: row, line: line, pointer: "/slug", path: "slug", code: "plan_stale", detail: detail)
    }
}

extension DocumentIssue {
    /// The issue as one of a row of an import.
    func issue(ofRow row: Int, line: Int?) -> ImportIssue {
        ImportIssue(
            row: row,
            line: line,
            pointer: self.pointer,
            path: self.path.isEmpty ? nil : self.path,
            code: self.code,
            detail: self.detail
        )
    }
}

extension SealError {
    /// The error as an issue of a row of an import: what was sealed does not open.
    func issue(ofRow row: Int, line: Int?) -> ImportIssue {
        ImportIssue(row: row, line: line, code: "not_opened", detail: "something sealed does not open: \(self)")
    }
}
