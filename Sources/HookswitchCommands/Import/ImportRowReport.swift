import Hookswitch

/// A row of an import as the command tells of it: by its place in the file, wherever it was refused.
struct ImportRowReport: Encodable, Sendable {
    /// The line of the file in which it begins, from 1; `nil` if the file does not have it.
    let line: Int?
    /// The tenant's short name; `nil` if the row has none.
    let slug: String?
    /// What it would do.
    let action: ImportAction
    /// How far it is.
    let status: ImportStatus
    /// What it changes.
    let changes: [DocumentChange]
    /// What is wrong with it.
    let issues: [Issue]

    /// One thing that is wrong.
    struct Issue: Encodable, Sendable {
        let line: Int?
        let path: String?
        let code: String
        let detail: String

        init(_ issue: ImportIssue, line: Int?) {
            self.line = line
            self.path = issue.path
            self.code = issue.code
            self.detail = issue.detail
        }
    }

    /// A row that the plan does not have.
    init(refused row: ReadImportRow) {
        self.line = row.row.line
        self.slug = row.slug?.text
        self.action = .invalid
        self.status = .refused
        self.changes = []
        self.issues = row.issues.map { Issue($0, line: $0.line) }
    }

    /// A row of the plan.
    ///
    /// - Parameter line: Where it begins in the file.
    init(_ item: ImportItemView, line: Int?) {
        self.line = line
        self.slug = item.slug
        self.action = item.action
        self.status = item.status
        self.changes = item.changes
        self.issues = item.issues.map { Issue($0, line: $0.line ?? line) }
    }

    /// The lines for people: of a row that is made, is so already, or was applied without a word, none.
    func lines(of source: String, palette: Palette) -> [String] {
        let name = TerminalText.visible(self.slug ?? "–")
        if !self.issues.isEmpty {
            return self.issues.map { issue in
                let place = issue.line.map { "\(source):\($0)" } ?? source
                let path = issue.path.map { "\($0): " } ?? ""
                return "  \(palette.bad("✖")) \(name)  \(TerminalText.visible("\(place): \(path)\(issue.detail)"))"
            }
        }
        guard self.action == .change, self.status == .pending else { return [] }
        return ["  \(palette.warning("~")) \(name)"] + self.changes.map { "      " + TerminalText.visible("\($0)") }
    }
}
